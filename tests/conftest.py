"""What every test shares."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from course.i18n import speak

# Slow moments of a shared machine are no failures: no test asserts a time.
settings.register_profile("course", deadline=None, max_examples=100)
# A change is judged by what it changed, not by the examples of the day; who has an hour searches.
settings.register_profile("gate", settings.get_profile("course"), derandomize=True)
settings.register_profile("search", settings.get_profile("course"), max_examples=2000)
settings.load_profile("course")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background job is deaf to Ctrl-C, and so would be every program the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """A command run inside a test may choose a course or a language for its process."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
    speak("en")
