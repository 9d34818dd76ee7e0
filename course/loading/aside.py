"""Work done beside other work, by a process that shares what was read so far."""

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins `work` where that costs nothing; what it returns when called for.

    It runs in a forked process if there is a second processor and no thread that a fork could harm;
    else, or if that process fails in whatever way, here and now when it is called for.

    Args:
        work: Changes nothing, and returns what can be pickled.
    """
    if not hasattr(os, "fork") or os.cpu_count() == 1 or threading.active_count() > 1:
        return work
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        _report(work, outlet)

    os.close(outlet)

    def told() -> Result:
        with os.fdopen(inlet, "rb") as pipe:
            answer = pipe.read()
        failed = os.waitpid(child, 0)[1]
        result: Result = work() if failed else pickle.loads(answer)
        return result

    return told


def _report(work: Callable[[], object], outlet: int) -> None:
    # Nothing of the parent's may be flushed, finished or told twice: the child leaves at once.
    try:
        with os.fdopen(outlet, "wb") as pipe:
            pickle.dump(work(), pipe)
        os._exit(0)
    except BaseException:
        os._exit(1)
