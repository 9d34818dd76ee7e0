"""The command `course`: finds the command that was meant, and ends well whatever happens."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from course.cli.output import LIKENESS, say
from course.errors import CourseError
from course.i18n import _
from course.text import visible

# Each command is a module:attribute, imported when it is used, and a summary for `--help`.
SECTIONS = {
    "Learn": {
        "learn": ("course.cli.learn:learn", "Read a lesson, or go on where you were."),
        "quiz": ("course.cli.learn:quiz", "Take a quiz, or go on with it."),
        "review": ("course.cli.learn:review", "Be asked again what is fading."),
        "play": ("course.cli.learn:play", "Play a scenario, or go on with it."),
        "placement": ("course.cli.papers:placement", "See which lessons you can skip."),
        "exam": ("course.cli.papers:exam", "Take the final exam, or go on with it."),
        "search": (
            "course.cli.find:search",
            "Find anything: lessons, words, sources, questions met.",
        ),
        "glossary": ("course.cli.find:glossary", "Explain the course's words."),
        "again": ("course.cli.find:again", "Look at what you missed; quizzes of your own."),
        "notes": ("course.cli.find:notes", "See your notes and bookmarks, or export them."),
        "list": ("course.cli.learn:contents", "List the lessons and what is known of them."),
        "progress": ("course.cli.progress:progress", "Say what you did and what you still know."),
        "join": ("course.cli.join:join", "Join a class from this terminal."),
        "hand-in": (
            "course.cli.hand_in:hand_in",
            "Take a quiz without a network, as a file for your teacher.",
        ),
    },
    "Teach": {
        "host": (
            "course.cli.host:host",
            "Hold a class: live quiz, scenario by vote, role-play, hum.",
        ),
        "assign": ("course.cli.assign:assign", "Give a quiz as homework, and see who is how far."),
        "report": (
            "course.cli.report:report",
            "Say what a class understood, question by question.",
        ),
        "roster": ("course.cli.rosters:roster", "Keep who belongs to a class."),
        "student": ("course.cli.students:student", "Give a student what is kept, or erase it."),
        "exercise": (
            "course.cli.teach:exercise",
            "Read or print an exercise for a class, and deal its roles.",
        ),
        "paper": (
            "course.cli.paper:paper",
            "Print a quiz: exam sheets in versions, answer cards, the key.",
        ),
        "grid": ("course.cli.grid:grid", "Type in answers from paper, a key an answer."),
        "collect": (
            "course.cli.collect:collect",
            "Bring in what was handed in: result files, answers on paper.",
        ),
    },
    "Write": {
        "new": ("course.cli.new:new", "Begin a course, a lesson, a quiz, a question."),
        "check": (
            "course.cli.check:check",
            "Judge content: what is wrong, where, what would be right.",
        ),
        "explain": ("course.cli.check:explain", "Say what a code of `check` means."),
        "preview": ("course.cli.preview:preview", "See a file as the learner will, at each save."),
        "stats": ("course.cli.stats:stats", "Count what a course holds, objective by objective."),
        "translate": (
            "course.cli.translate:translate",
            "Begin a translation of the course, or bring it up to date.",
        ),
        "schema": ("course.cli.schema:schema", "Tell editors what files of a course may hold."),
    },
    "Share and set up": {
        "add": ("course.cli.packs:add", "Add a course of others to yours."),
        "remove": ("course.cli.packs:remove", "Take a course off again; progress stays."),
        "pack": ("course.cli.packs:pack", "Put a course into one file, to share it."),
        "serve": (
            "course.cli.serve:serve",
            "Open the screen in a browser, for anybody you let in.",
        ),
        "config": ("course.cli.config:config", "Show and change the settings."),
    },
}
COMMANDS = {name: said for section in SECTIONS.values() for name, said in section.items()}
HOME = "course.cli.opening:home"
"""What `course` alone opens."""

INTERRUPTED = 130
BROKEN_PIPE = 141
FAILED = 70


def main() -> None:
    """The console script."""
    status = run(sys.argv[1:])
    # What is done is done: Ctrl-C on the way out changes neither the status nor the last words.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # The terminal is gone; flushing once more on the way out would change the status.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    # A last look for garbage would only delay the end.
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; the exit status. Raises nothing."""
    _need_streams()
    try:
        status = _status(arguments)
        sys.stdout.flush()
        return status
    except CourseError as error:
        return _told(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return BROKEN_PIPE
    except Exception as error:
        refusal = _refused(error) if isinstance(error, OSError) else None
        return _told(refusal) if refusal else _failed(error)


def _need_streams() -> None:
    """Makes sure that there is something to read from and to write to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # A program may be started without any of them, and files would take their numbers.
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a character gets what is like it, or its code.
            stream.reconfigure(errors=LIKENESS)


def _silence() -> None:
    """What is still buffered must not fail again on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: OSError) -> CourseError | None:
    """What the system refused through no fault of the program, where that can be told."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EIO):
        _silence()
        return CourseError(_("the output could not be written: {why}").format(why=error.strerror))
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return CourseError(_("the folder you are in is gone"), _("change to one that is there"))
    return None


def _status(arguments: Sequence[str]) -> int:
    try:
        if not arguments and "_COURSE_COMPLETE" not in os.environ:
            from course.cli.group import attribute

            return int(attribute(HOME)() or 0)
        return _command(arguments)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)


def _command(arguments: Sequence[str]) -> int:
    import click

    from course.cli.group import course_group

    if "--help" in arguments:
        from course.cli.help import speak_of

        speak_of(arguments)
    try:
        group = course_group(COMMANDS, HOME, SECTIONS)
        result = group.main(list(arguments), prog_name="course", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        hint = f"{where or 'course'} --help says what is possible"
        raise CourseError(visible(error.format_message()), hint, exit_code=2) from None
    return result if isinstance(result, int) else 0


def _told(error: CourseError) -> int:
    say(_("error: {message}").format(message=error.message), err=True)
    if error.help:
        say(_("help: {message}").format(message=error.help), err=True)
    return error.exit_code


def _failed(error: Exception) -> int:
    """One line for the person; where it happened, without any content, into a file."""
    kind = type(error).__name__
    say(f"error: the program failed ({kind}); this is a fault of the program", err=True)
    if log := _logged(error):
        say(f"help: please report it with the file {visible(str(log))}", err=True)
    return FAILED


def _logged(error: Exception) -> "os.PathLike[str] | None":
    import traceback

    from course import __version__
    from course.loading.cache import cache_folder

    # Neither the message nor the locals: both may hold answers, names or content.
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    text = f"course {__version__}, Python {sys.version}\n{type(error).__name__}\n{''.join(frames)}"
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = folder / "failure.log"
        log.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return log
