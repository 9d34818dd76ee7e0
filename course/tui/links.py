"""Opening an address outside: in a browser where one can be seen, else on the clipboard."""

from typing import Any

from textual.app import App

from course.i18n import _
from course.text import visible


def follow(app: App[Any], url: str) -> None:
    """Open a web address, or copy it where only this terminal could show it."""
    if not url.startswith(("http://", "https://")):
        return
    if app.is_web or _has_window():
        app.open_url(url)
        app.notify(visible(url, 400), title=_("Opening in your browser"), markup=False)
    else:
        app.copy_to_clipboard(url)
        app.notify(visible(url, 400), title=_("Copied; there is no browser here"), markup=False)


def _has_window() -> bool:
    import webbrowser

    try:
        # A `GenericBrowser` is one of the text browsers, which would draw over the course.
        return type(webbrowser.get()) is not webbrowser.GenericBrowser
    except webbrowser.Error:
        return False
