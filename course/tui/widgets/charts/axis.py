"""The scales that charts stand on."""

from collections.abc import Mapping

from textual.content import Content

STYLE = "$text-muted"


def share_axis(length: int) -> Content:
    """`0 %`, `50 %` and `100 %` under `length` cells, as many as fit."""
    line = "0 %" if length < 20 else f"{'0 %':<{length // 2 - 2}}50 %"
    return Content.styled(line if length < 10 else f"{line:<{length - 5}}100 %", STYLE)


def labels(marks: Mapping[int, str], width: int) -> Content:
    """Words that begin at given cells, or end at the last; as many as do not touch each other."""
    line = ""
    for at, word in sorted(marks.items()):
        begin = min(at, width - len(word))
        if begin > len(line) or (not line and begin >= 0):
            line = f"{line:<{begin}}{word}"
    return Content.styled(line, STYLE)


def ticks(marks: Mapping[int, str], width: int) -> str:
    """A horizontal axis of `width` cells with a tick at each mark."""
    return "".join("┴" if at in marks else "─" for at in range(width))


def rounded_up(value: float) -> int:
    """The end of a scale: an even number, round for its size, that is no less than `value`."""
    size = 1
    while True:
        for step in (2, 4, 6, 8):
            if value <= step * size:
                return step * size
        size *= 10
        if value <= size:
            return size
