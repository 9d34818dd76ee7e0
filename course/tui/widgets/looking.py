"""The line in which one types what to look for."""

from textual.widgets import Input

from course.finding import LONGEST_QUERY


class Looking(Input):
    """Keeps the keyboard while arrows choose among what is found."""

    DEFAULT_CSS = """
    Looking {
        border: none;
        height: 1;
        padding: 0 2;
        background: $surface;
        &:focus { border: none; background-tint: transparent; }
        & > .input--placeholder { color: $text-muted; }
    }
    """

    def __init__(self, value: str, placeholder: str, *, id: str) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=LONGEST_QUERY,
            select_on_focus=False,
            id=id,
        )

    def on_mount(self) -> None:
        """Go on where the text ends."""
        self.cursor_position = len(self.value)
