"""The house themes: ink on a dark desk and ink on paper, of contrast AA on all surfaces.

A third, for a projector or tired eyes, is of contrast AAA.
"""

from collections.abc import Mapping
from typing import Any

from textual.theme import Theme

from course.settings import OURS


def _theme(name: str, *, dark: bool, muted: str, cursor: str, thumb: str, **colors: str) -> Theme:
    own = {
        "text-muted": muted,
        "block-cursor-background": cursor,
        "block-cursor-foreground": colors["foreground"],
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": colors["surface"],
        "scrollbar": thumb,
        "scrollbar-hover": muted,
        "scrollbar-active": colors["primary"],
        "scrollbar-background": colors["background"],
        "scrollbar-background-hover": colors["background"],
        "scrollbar-background-active": colors["background"],
        "scrollbar-corner-color": colors["background"],
        "border": muted,
        **{f"text-{role}": colors[role] for role in _ROLES},
    }
    return Theme(name=name, dark=dark, variables=own, **dict[str, Any](colors))


_ROLES = ("primary", "secondary", "accent", "success", "warning", "error")

DARK = _theme(
    "course-dark",
    dark=True,
    background="#11151c",
    surface="#1a2029",
    panel="#262e3b",
    foreground="#e4e7ec",
    muted="#98a2b3",
    cursor="#22364f",
    thumb="#5f6a7d",
    primary="#7db4ff",
    secondary="#8ccfb7",
    accent="#f0b35f",
    success="#7fcf8a",
    warning="#e8c468",
    error="#f58f8a",
)

LIGHT = _theme(
    "course-light",
    dark=False,
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e5e2d9",
    foreground="#20242b",
    muted="#5a6170",
    cursor="#d5e3f6",
    thumb="#888d98",
    primary="#1c58a6",
    secondary="#1f6a58",
    accent="#8a4b00",
    success="#226a2c",
    warning="#775300",
    error="#ab1f19",
)


CONTRAST = _theme(
    "course-contrast",
    dark=True,
    background="#000000",
    surface="#0d0d0d",
    panel="#4a4a4a",
    foreground="#ffffff",
    muted="#c9c9c9",
    cursor="#003262",
    thumb="#8a8a8a",
    primary="#9fcbff",
    secondary="#7fe3c4",
    accent="#ffc66e",
    success="#86f09a",
    warning="#ffe37a",
    error="#ffb0ab",
)

HOUSE = (DARK, LIGHT, CONTRAST)


def names() -> list[str]:
    """Every theme that can be chosen, ours first."""
    from textual.theme import BUILTIN_THEMES

    return [OURS, *(theme.name for theme in HOUSE), *sorted(BUILTIN_THEMES)]


def meant(chosen: str, environment: Mapping[str, str]) -> str:
    """The theme that a choice comes to here."""
    return preferred(environment) if chosen == OURS else chosen


def preferred(environment: Mapping[str, str]) -> str:
    """The theme to begin with: light where the terminal says that its background is."""
    _, _, background = environment.get("COLORFGBG", "").rpartition(";")
    return (LIGHT if background in ("7", "15") else DARK).name
