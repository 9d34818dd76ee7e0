"""Broken promises. Faults in content are values (`loading.diagnostics`); these are raised.

Each face renders a `CourseError` once: one line and an exit code, a notice, or problem JSON.
"""


class CourseError(Exception):
    """Something could not be done.

    Args:
        message: What, in one line fit to show (outside text already made `visible`).
        help: What the person can do about it.
        exit_code: The status a command ends with.
    """

    def __init__(self, message: str, help: str = "", *, exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.exit_code = exit_code
