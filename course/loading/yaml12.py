"""YAML 1.2 from libyaml's events: values, limits and places, in one guarded pass.

Nothing is composed: the pass stops at a depth, at a number of events, and at every feature that
can make a small file large. Scalars stay text, plain ones that a number or truth field could read
as `Plain`, so that a field decides what they are. Sequences become tuples and mappings dicts, as
the strict models want them.
"""

import re
from typing import Any, NoReturn

import yaml

from course.content.plain import Plain
from course.loading.comments import cut_short
from course.loading.diagnostics import MOST, Diagnostic, Span
from course.loading.source import Parsed, Source
from course.loading.syntax import explained
from course.text import MAX_TEXT, refusal, visible

MAX_DEPTH = 40
MAX_EVENTS = 50_000

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Used for its events alone."""
_Scalar = yaml.ScalarEvent
_Sequence, _SequenceEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent
_Mapping, _MappingEnd = yaml.MappingStartEvent, yaml.MappingEndEvent

_WORDS = {"": None, "~": None, "null": None, "true": Plain("true"), "false": Plain("false")}
_NUMERIC = frozenset("+-.0123456789")
"""How a number begins. Only what may be one need remember that it stood without quotes."""
_UNREADABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What libyaml refuses without saying where."""
_TAME = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2100-\u2bff]*")
"""Text without any character that `refusal` looks at: one look at the file spares many."""
_SUSPECT = re.compile(r"\\(?:x(..)|u(....)|U(.{8})|(.))|[^\t\n\x20-\x7e]", re.DOTALL)
_ESCAPED = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "v": "\v", "f": "\f", "r": "\r"}
_ESCAPED |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}


def _plain(value: str) -> str | None:
    if value in _WORDS:
        return _WORDS[value]
    return Plain(value) if value[:1] in _NUMERIC else value


class _Stop(Exception):
    """Reading on would be dangerous or pointless."""


def parse(source: Source) -> Parsed:
    """Read a text; never raises."""
    if source.faults:
        return Parsed(None, False, list(source.faults))
    return _Reader(source).document()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []
        self.left = MAX_EVENTS
        self.keys: dict[str, str] = {}
        """Plain keys found good before."""
        self.opened: list[Any] = []
        """Lists and mappings not closed yet."""
        # What is ASCII and libyaml lets through is tame in any case.
        self.is_tame = source.text.isascii() or _TAME.fullmatch(source.text) is not None

    def document(self) -> Parsed:
        data, is_whole = None, False
        try:
            data = self._only_document()
            is_whole = True
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            bracket = next((e.start_mark for e in self.opened[-1:] if e.flow_style), None)
            self.faults.append(explained(self.source, error, bracket))
        except (yaml.YAMLError, ValueError):
            self.faults.append(self._unreadable())
        cut = cut_short(self.source, LOADER) if is_whole else ()
        return Parsed(data, is_whole, self.faults, list(cut))

    def _only_document(self) -> Any:
        # Each %TAG line is compared with all before it: a file of them takes minutes.
        text = "\n" + self.source.text
        if "\n%" in text:
            span = self.source.span_at(text.index("\n%"))
            self._refuse("C007", "a line begins with `%`", "indent it, or leave it out", span)
            raise _Stop
        parser = LOADER(self.source.text)
        self.event = parser.get_event
        try:
            self.event()
            if isinstance(event := self.event(), yaml.StreamEndEvent):
                self._refuse("C006", "this file is empty", "write it, or take it away")
                raise _Stop
            data = self._value(self.event(), 1)
            self.event()
            if not isinstance(event := self.event(), yaml.StreamEndEvent):
                hint = "take out the line `---`, or divide the file"
                self._refuse("C006", "a second document begins here", hint, self._span(event))
            return data
        finally:
            parser.dispose()

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is _Scalar:
            return self._scalar(event)
        if kind is _Mapping:
            return self._mapping(event, depth)
        if kind is _Sequence:
            return self._sequence(event, depth)
        message = f"`*{event.anchor}` repeats another place of the file"
        self._refuse("C007", message, "write out what it stands for", self._span(event))
        return None

    def _sequence(self, event: Any, depth: int) -> tuple[Any, ...]:
        self._open(event, depth)
        items = []
        while type(event := self.event()) is not _SequenceEnd:
            items.append(self._value(event, depth + 1))
            self.left -= 1
            if self.left < 0:
                self._too_many(event)
        self.opened.pop()
        return tuple(items)

    def _mapping(self, event: Any, depth: int) -> dict[str, Any]:
        self._open(event, depth)
        entries: dict[str, Any] = {}
        following, keys, is_tame = self.event, self.keys, self.is_tame
        # Nearly all of a file passes here: known keys and plain text take no call of ours.
        while type(place := following()) is not _MappingEnd:
            key = keys.get(place.value) if type(place) is _Scalar else None
            if key is None or place.tag is not None or place.anchor is not None:
                key = self._key(place, depth)
            event = following()
            if type(event) is not _Scalar or event.style or event.tag is not None or not is_tame:
                value = self._value(event, depth + 1)
            elif event.anchor is not None or len(event.value) > MAX_TEXT:
                value = self._scalar(event)
            else:
                value = _plain(event.value)
            self.left -= 2
            if self.left < 0:
                self._too_many(event)
            if key in entries:
                message = f"the key `{key}` stands here twice"
                self._refuse("C008", message, "leave one out", self._span(place))
            elif key is not None:
                entries[key] = value
        self.opened.pop()
        return entries

    def _too_many(self, event: Any) -> NoReturn:
        message = f"this file has more than {MAX_EVENTS:,} parts"
        self._refuse("C005", message, "divide it into several", self._span(event))
        raise _Stop

    def _key(self, event: Any, depth: int) -> str | None:
        faults = len(self.faults)
        key = self._value(event, depth + 1)
        if len(self.faults) > faults:
            return None
        if not isinstance(key, str):
            message = "a key must be text on one line"
            self._refuse("C009", message, "write a word before the colon", self._span(event))
            return None
        if key == "<<" and not event.style:
            hint = "write out the keys it would bring"
            self._refuse("C007", "`<<` merges another mapping", hint, self._span(event))
            return None
        name = str(key)
        # A quoted "<<" or "null" is a key; that must not let the plain ones in.
        return self.keys.setdefault(name, name) if not event.style else name

    def _open(self, event: Any, depth: int) -> None:
        self.opened.append(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_property(event)
        if depth > MAX_DEPTH:
            message = f"this is nested more than {MAX_DEPTH} deep"
            self._refuse("C005", message, "check the indentation and brackets", self._span(event))
            raise _Stop

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        style = event.style
        if event.tag is not None or event.anchor is not None:
            self._refuse_property(event)
        is_tame = self.is_tame and style != '"' and len(value) <= MAX_TEXT
        if not is_tame and (why := refusal(value)):
            is_long = len(value) > MAX_TEXT
            hint = "shorten or divide it" if is_long else "write it otherwise or leave it away"
            self._refuse("C012", why, hint, self._suspect(event))
            value = visible(value[:200])
        return value if style else _plain(value)

    def _refuse_property(self, event: Any) -> None:
        span = self._span(event)
        if event.anchor is not None:
            message = f"`&{event.anchor}` names this place for repetition"
            self._refuse("C007", message, "leave it out", span)
        if event.tag is not None:
            message = f"the tag `{event.tag}` is not allowed"
            self._refuse("C007", message, "leave it out; text with `!` needs quotes", span)

    def _refuse(self, code: str, message: str, hint: str, span: Span | None = None) -> None:
        self.faults.append(self.source.fault(code, message, hint, span))
        if len(self.faults) == MOST:
            raise _Stop

    def _span(self, event: Any) -> Span:
        return spanned(self.source, event.start_mark, event.end_mark)

    def _suspect(self, event: Any) -> Span:
        """Where in a scalar that the gate refused the cause stands."""
        start = event.start_mark.index
        if len(event.value) > MAX_TEXT:
            return self._span(event)
        raw = self.source.text[start : event.end_mark.index]
        for found in _SUSPECT.finditer(raw):
            character = _meant(found) if event.style == '"' else found.group()[-1:]
            isolate = "\u2066" <= character <= "\u2069"
            if len(character) == 1 and not isolate and refusal(character):
                return self.source.span_at(start + found.start(), len(found.group()))
        for line in raw.split("\n"):
            if refusal(line):
                return self.source.span_at(start, len(line))
            start += len(line) + 1
        return self._span(event)

    def _unreadable(self) -> Diagnostic:
        found = _UNREADABLE.search(self.source.text)
        span = self.source.span_at(found.start()) if found else None
        name = f" U+{ord(found.group()):04X}" if found else ""
        hint = "take it out"
        return self.source.fault("C012", f"forbidden character{name}", hint, span)


def _meant(found: re.Match[str]) -> str:
    """The character that a match of `_SUSPECT` stands for in double quotes."""
    digits = found[1] or found[2] or found[3]
    if digits:
        try:
            return chr(int(digits, 16))
        except (ValueError, OverflowError):
            return ""
    return _ESCAPED.get(found[4], "") if found[4] else found.group()


def spanned(source: Source, start: Any, end: Any) -> Span:
    """The span between two of libyaml's marks, or to the end of the line where it goes further."""
    last = end.column + 1 if end.line == start.line else None
    return source.span(start.line + 1, start.column + 1, last)
