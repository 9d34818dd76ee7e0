"""The far ends of a class: a student's seat and a teacher's chair, over the network."""
