"""What every request passes: the right host, the right origin, and headers that let nothing in."""

from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses what was meant for another site.

    Args:
        origins: The addresses this server is reached at, such as `http://192.0.2.7:8050`.
        policy: What its pages may load.
    """

    def __init__(self, origins: Collection[str], policy: str = POLICY) -> None:
        self.headers = {**HEADERS, "Content-Security-Policy": policy}
        self.origins = frozenset(origin.rstrip("/").lower() for origin in origins)
        self.hosts = frozenset(urlsplit(origin).netloc for origin in self.origins)

    def refuses(self, request: web.Request) -> str | None:
        """Why a request may not pass; None when it may."""
        if request.headers.get("Host", "").lower() not in self.hosts:
            return "this server does not answer to that name"
        # A browser names the page a socket or a form comes from; a terminal has none to name.
        origin = request.headers.get("Origin")
        if origin is not None and origin.lower() not in self.origins:
            return "this request comes from another site"
        return None

    def middleware(self) -> Middleware:
        """For every route of an application."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            if why := self.refuses(request):
                return web.Response(status=403, text=f"{why}\n", headers=self.headers)
            try:
                response = await handler(request)
            except web.HTTPException as error:
                error.headers.update(self.headers)
                raise
            if not response.prepared:
                response.headers.update(self.headers)
            return response

        return guarded
