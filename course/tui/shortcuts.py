"""Every key the program has, by id, and what a learner's own keys come to."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from textual.binding import Binding
from textual.dom import DOMNode

from course.i18n import _
from course.loading.diagnostics import nearest


@cache
def known() -> Mapping[str, Binding]:
    """Bindings by id; several keys of one id stand with commas, as the learner writes them.

    Imports every screen, which a start must not.
    """
    found: dict[str, Binding] = {}
    for owner in _owners():
        for binding in _bindings(owner):
            says = binding.tooltip or binding.description
            if binding.id and says and not binding.system:
                found.setdefault(binding.id, binding)
    return dict(sorted(found.items()))


def _owners() -> Iterator[type[DOMNode]]:
    """Every app, screen and widget of ours."""
    import course.tui

    for module in walk_packages(course.tui.__path__, "course.tui."):
        for each in vars(import_module(module.name)).values():
            is_ours = getattr(each, "__module__", "") == module.name
            if is_ours and isinstance(each, type) and issubclass(each, DOMNode):
                yield each


def _bindings(owner: type[DOMNode]) -> Iterator[Binding]:
    for binding in owner.__dict__.get("BINDINGS", ()):
        if isinstance(binding, Binding):
            yield binding


def faults(own: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is wrong with keys of the learner's own: the id, and why in words."""
    wrong = []
    for name in own:
        if name not in known():
            guess = nearest(name, known())
            hint = _("; did you mean `{guess}`?").format(guess=guess) if guess else ""
            wrong.append((name, _("there is no shortcut `{name}`").format(name=name) + hint))
    wrong += [
        (one, _("`{key}` is also {other}, so one of them will not work").format(key=key, other=two))
        for one, two, key in clashes(own)
    ]
    return wrong


def clashes(own: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """An id with a key of the learner's own, another of the same screen, and the key of both."""
    for name in own.keys() & known().keys():
        place = name.partition(".")[0]
        for key in _keys(own[name]):
            for other, binding in known().items():
                together = other.partition(".")[0] in (place, "app", "rows")
                if other != name and together and key in _keys(own.get(other, binding.key)):
                    yield name, other, key


def _keys(written: str) -> set[str]:
    return {key.strip() for key in written.split(",")}
