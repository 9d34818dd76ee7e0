"""Text for people: the gate that outside text passes, and how values are written.

Terminals act on control characters and neither Textual nor Rich filters them, so every string
that comes from a file, a name, a database row or the network passes `refusal` once, when it is
loaded. `visible` is for text that must be shown although it was refused.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from course.i18n import _, ngettext

MAX_TEXT = 20_000
"""Longest string accepted from outside, in code points."""

MAX_MARKS = 8
"""Combining marks on one letter; more only serves to smear over neighbouring lines."""

# Everything below changes the terminal, hides text or reorders it; tab and newline are harmless,
# ZWJ and ZWNJ are needed by Arabic, Hindi and emoji, isolates (2066-2069) only when closed.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ISOLATE_OPEN = "\u2066\u2067\u2068"
_ISOLATE_CLOSE = "\u2069"
_UNMARKED = re.compile("[\x00-\u02ff\u2000-\u20cf\u2100-\u2bff]*")
"""Latin text with its dashes, quotes and arrows, where no combining mark can be."""


def refusal(text: str, limit: int = MAX_TEXT) -> str | None:
    """Why `text` may not enter, in words fit to show; None when it may."""
    if len(text) > limit:
        return _("text of {n:,} characters; at most {most:,} are allowed").format(
            n=len(text), most=limit
        )
    # Nothing forbidden and no isolate is printable; this test costs a hundredth of the others.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        if found := _FORBIDDEN.search(text):
            return _("forbidden character U+{code:04X} at position {n}").format(
                code=ord(found.group()), n=found.start() + 1
            )
        if why := _unbalanced(text):
            return why
    return None if text.isascii() or _UNMARKED.fullmatch(text) else _smeared(text)


def refusal_inside(value: object) -> str | None:
    """Why a text anywhere inside a value may not enter; None when all may."""
    return next(filter(None, map(refusal, _texts(value))), None)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _texts(pair)
    else:
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from _texts(getattr(value, name))


def _unbalanced(text: str) -> str | None:
    for line in text.split("\n"):
        depth = 0
        for character in line:
            if character in _ISOLATE_OPEN:
                depth += 1
            elif character == _ISOLATE_CLOSE:
                depth -= 1
                if depth < 0:
                    return _("a bidirectional isolate is closed that was never opened")
        if depth:
            return _("a bidirectional isolate is opened and not closed on its line")
    return None


def _smeared(text: str) -> str | None:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks > MAX_MARKS:
            return _("more than {most} combining marks on one letter").format(most=MAX_MARKS)
    return None


def visible(text: str, limit: int = 200) -> str:
    """`text` on one line with every control or invisible character spelt out as `\\u....`."""
    shown = _FORBIDDEN.sub(_spelt, text.replace("\t", " "))
    shown = shown.replace("\n", "\\n").translate(
        {ord(c): f"\\u{ord(c):04x}" for c in _ISOLATE_OPEN + _ISOLATE_CLOSE}
    )
    if _smeared(shown):
        shown = "".join(c for c in shown if unicodedata.category(c) not in ("Mn", "Me"))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _spelt(found: re.Match[str]) -> str:
    point = ord(found.group())
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """`1 question`, `2 questions`; `many` where the plural is not noun + s."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def percent(share: float | Fraction) -> str:
    """A share 0..1 as a whole percentage, never 100 % or 0 % unless it is exactly that."""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        whole = 99
    if whole == 0 and share > 0:
        whole = 1
    return f"{whole} %"


def points(value: Fraction | int) -> str:
    """A score with at most two decimals and no trailing zeros: `3`, `7.5`, `0.33`."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def minutes(duration: timedelta) -> str:
    """A duration a person plans with: `under a minute`, `about 6 min`, `about 2 h`."""
    whole = round(duration.total_seconds() / 60)
    if duration < timedelta(minutes=1):
        return _("under a minute")
    if whole < 100:
        return _("about {count} min").format(count=whole)
    return _("about {count} h").format(count=round(whole / 60))


def countdown(seconds: float) -> str:
    """Time left as `m:ss`, never negative."""
    left = max(0, int(seconds))
    return f"{left // 60}:{left % 60:02d}"


def until(due: datetime, now: datetime) -> str:
    """When something comes back: `now`, `in 10 min`, `tomorrow`, `in 12 days`, `in 3 months`.

    Days are those of the clock of `now`, so that 22:00 today is never called tomorrow.
    """
    ahead = due - now
    if ahead <= timedelta(0):
        return _("now")
    if ahead < timedelta(hours=1):
        whole = max(1, round(ahead.total_seconds() / 60))
        return _("in {count} min").format(count=whole)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = (ahead + (now - midnight)).days
    if ahead < timedelta(hours=12) or days == 0:
        count = round(ahead / timedelta(hours=1))
        return ngettext("in {count} hour", "in {count} hours", count).format(count=count)
    if days == 1:
        return _("tomorrow")
    return _far(days)


def _far(days: int) -> str:
    if days < 60:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    if days < 730:
        count = round(days / 30.44)
        return ngettext("in {count} month", "in {count} months", count).format(count=count)
    count = round(days / 365.25)
    return ngettext("in {count} year", "in {count} years", count).format(count=count)


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
