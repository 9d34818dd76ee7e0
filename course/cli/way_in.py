"""How students find a class: the address, the code, and the picture of the whole link."""

import segno

from course.rooms.codes import key_of, shown
from course.rooms.room import OpenRoom
from course.tui.host_view import WayIn


def way_into(room: OpenRoom, url: str, warned: str | None) -> WayIn:
    """How students find a room at an address."""
    return way_in(url, room.room.opened.code, key_of(room.room.opened), warned)


def way_in(url: str, code: str, key: str, warned: str | None) -> WayIn:
    """How students find a room at an address, with the picture of the whole link."""
    picture = _picture(segno.make(f"{url}/#{code}.{key}", micro=False))
    return WayIn(url, shown(code), picture, warned)


def _picture(code: segno.QRCode) -> tuple[str, ...]:
    """A QR code in half blocks, with its quiet zone; dark modules drawn."""
    rows = [list(row) for row in code.matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    signs = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    return tuple(
        "".join(
            signs[int(bool(above)), int(bool(below))] for above, below in zip(*pair, strict=True)
        )
        for pair in zip(rows[::2], rows[1::2], strict=True)
    )
