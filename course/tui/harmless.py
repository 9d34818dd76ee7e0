"""What may reach a terminal or a page; the rest can only come from content."""

import re

# What Textual writes is text, colours, cursor moves, modes, and three whole commands of their own:
# the bell, the clipboard and the mouse pointer's shape.
_COMMAND = re.compile(r"\x07|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|\x1b\]22;[a-z-]*(?:\x07|\x1b\\)")
_STRAY = re.compile(
    "\x1b(?!\\[[0-9;:?<>=$]*[A-Za-z])"
    "|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\U000e0000-\U000e007f]"
)


def harmless(data: str) -> str:
    """`data` as Textual writes it, without what it never would."""
    return data if _COMMAND.fullmatch(data) else _STRAY.sub("", data)
