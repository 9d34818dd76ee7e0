"""What a host's screen needs beside its room: how one comes in, and a server that serves nobody."""

from course.tui.host_view import WayIn

WAY = WayIn("http://192.0.2.7:8050", "RFC-728", ("█▀", "▀█"), "Everybody can open it.")


class NoServer:
    async def __aenter__(self) -> object:
        return self

    async def __aexit__(self, *error: object) -> None:
        pass
