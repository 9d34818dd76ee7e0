"""A class in session: what happens in a room, what follows, what each device may see."""
