"""Work done beside other work, by a process that shares what was read so far."""

import os
import pickle
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from typing import IO, TypeVar

Result = TypeVar("Result")


def aside(work: Callable[[], Iterable[Result]]) -> Iterator[Result]:
    """What `work` yields, begun at once where that costs nothing, and told as it comes.

    It runs in a forked process if there is a second processor and no thread that a fork could harm;
    else, or from where that process fails in whatever way, here and as it is asked for.

    Args:
        work: Changes nothing, and yields the same each time: what can be pickled.
    """
    if not hasattr(os, "fork") or os.cpu_count() == 1 or threading.active_count() > 1:
        return iter(work())
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        _tell(work, outlet)

    os.close(outlet)
    return _told(work, child, os.fdopen(inlet, "rb"))


def _told(work: Callable[[], Iterable[Result]], child: int, pipe: IO[bytes]) -> Iterator[Result]:
    count = 0
    with pipe, suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(pipe)
            count += 1
    if os.waitpid(child, 0)[1]:
        yield from islice(work(), count, None)


def _tell(work: Callable[[], Iterable[object]], outlet: int) -> None:
    # Nothing of the parent's may be flushed, finished or told twice: the child leaves at once.
    try:
        # Whoever asked may be busy yet: what is told waits for that, and the work does not.
        waiting: SimpleQueue[bytes] = SimpleQueue()
        telling = threading.Thread(target=_pass_on, args=(waiting, outlet))
        telling.start()
        for result in work():
            waiting.put(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        waiting.put(b"")
        telling.join()
        os._exit(0)
    except BaseException:
        os._exit(1)


def _pass_on(waiting: SimpleQueue[bytes], outlet: int) -> None:
    try:
        with os.fdopen(outlet, "wb") as pipe:
            pipe.writelines(iter(waiting.get, b""))
    except OSError:
        os._exit(1)  # nobody listens any more
