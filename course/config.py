"""Where progress is kept, whose it is and how it is wanted: environment and settings file."""

import os
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.i18n import _, languages
from course.scheduling import RETENTION
from course.settings import NAMES, Effective, Fault, Said, Settings, checked, effective
from course.text import refusal, visible

if TYPE_CHECKING:
    from course.progress.learner import Learner

LONGEST_NAME = 60
"""Longest name of a learner, in characters."""

LARGEST_SETTINGS = 100_000
"""Bytes of the settings file that are read."""


def home() -> Path:
    """The folder of everything a learner owns: `COURSE_HOME`, else where the system keeps data.

    Raises `CourseError` for a `~name` that is nobody.
    """
    if chosen := os.environ.get("COURSE_HOME"):
        try:
            return Path(chosen).expanduser().absolute()
        except RuntimeError:
            raise CourseError(
                f"COURSE_HOME names somebody's home who is not known here: {visible(chosen)}",
                "set it to a folder of your own",
                exit_code=2,
            ) from None
    from platformdirs import user_data_path

    return user_data_path("course", appauthor=False)


def learner_name(chosen: str | None = None) -> str:
    """Who is studying: `chosen`, else `COURSE_LEARNER`, else as set, else the user's login name.

    Raises `CourseError` when a name that was given cannot be one.
    """
    name = chosen or os.environ.get("COURSE_LEARNER") or load_settings().settings.learner
    if name:
        return _clean(name)
    try:
        import getpass

        return _clean(getpass.getuser())
    except (CourseError, OSError, KeyError, ImportError):
        return "learner"


def _clean(name: str) -> str:
    # The same name typed on two machines must be the same learner.
    name = unicodedata.normalize("NFC", name).strip()
    why = refusal(name, LONGEST_NAME)
    if not name:
        why = "it is empty"
    elif "\n" in name or "\t" in name:
        why = "it must stand on one line, without tabs"
    if why:
        raise CourseError(
            f"`{visible(name, 80)}` cannot be a learner's name: {why}",
            f"choose 1 to {LONGEST_NAME} letters, such as `--learner ana`",
            exit_code=2,
        )
    return name


# --- settings ---


def settings_file(home: Path | None = None) -> Path:
    """Where the settings are."""
    return (home or _default_home()) / "settings.toml"


def variable(name: str) -> str:
    """The variable of the environment that says a setting."""
    return "COURSE_LANG" if name == "language" else f"COURSE_{name.upper()}"


def load_settings(options: Mapping[str, object] | None = None) -> Effective:
    """The settings as they hold: of options, else the environment, else the file.

    A file that cannot be read is a fault and says nothing; the program works without it.
    """
    told = {name: Said(value, "option") for name, value in (options or {}).items()}
    environment = {
        name: Said(value, variable(name))
        for name in NAMES
        if (value := os.environ.get(variable(name)))
    }
    stored, faults = _stored()
    found = effective(told, environment, stored)
    return Effective(found.settings, found.origins, (*faults, *found.faults))


def stored_settings() -> Effective:
    """The settings as the file alone says them."""
    said, faults = _stored()
    found = effective(said)
    return Effective(found.settings, found.origins, (*faults, *found.faults))


def _stored() -> tuple[Mapping[str, Said], tuple[Fault, ...]]:
    path = settings_file()
    try:
        text = _text_of(path)
    except CourseError as error:
        return {}, (Fault(visible(path.name), error.message, error.help),)
    if not text:
        return {}, ()
    from course.settings_file import read

    return read(text, path.name)


def _text_of(path: Path) -> str:
    """The text of the settings file, empty without one; raises `CourseError`."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_SETTINGS + 1)
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or _("it is not UTF-8 text")
        raise CourseError(
            _("{file} cannot be read: {why}").format(file=visible(str(path), 1_000), why=why),
            _("mend it, or move it away"),
        ) from error
    # A few kilobytes at most; a control character in it would reach the terminal.
    if why := refusal(text):
        raise CourseError(
            _("{file} cannot be read: {why}").format(file=visible(str(path), 1_000), why=why),
            _("take the character out"),
        )
    return text


def store_setting(name: str, value: object) -> None:
    """Write a setting into the file, or take it out for None; the rest stays as it is.

    Raises:
        BadValue: It cannot have this value.
        CourseError: The file cannot be read, edited or written.
    """
    from course.settings_file import NotEdited, misspelt, with_value, without

    path = settings_file()
    text = _text_of(path)
    if broken := misspelt(text, path.name):
        raise CourseError(f"{broken.place}: {broken.message}", broken.help)
    try:
        if value is None:
            changed = without(text, name)
        else:
            changed = with_value(text, name, checked(name, value))
    except NotEdited:
        raise CourseError(
            _("{file} is not simple enough to change `{name}` in it").format(
                file=visible(str(path), 1_000), name=visible(name, 60)
            ),
            _("change it there by hand"),
        ) from None
    if changed != text:
        _write(path.resolve(), changed)


def _write(path: Path, text: str) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.chmod(0o600)
        half.replace(path)
    except OSError as error:
        raise CourseError(
            _("{file} cannot be written: {why}").format(
                file=visible(str(path), 1_000), why=error.strerror
            ),
            _("check its permissions"),
        ) from error
    finally:
        half.unlink(missing_ok=True)


def spoken(settings: Settings) -> str:
    """The language of the interface: as set, else that of the system where we speak it."""
    if settings.language:
        return settings.language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name):
            code = said.partition(".")[0].partition("_")[0].lower()
            return code if code in languages() else "en"
    return "en"


def local_time() -> datetime:
    """The time on this machine, in its offset."""
    return datetime.now(UTC).astimezone()


def randomness() -> str:
    """20 random hex digits."""
    return os.urandom(10).hex()


def open_learner(
    course_id: str,
    name: str | None = None,
    *,
    clock: Callable[[], datetime] = local_time,
    home: Path | None = None,
    retention: float = RETENTION,
) -> "Learner":
    """A learner of a course, with the progress kept on this machine.

    Args:
        course_id: The course.
        name: Of the learner; see `learner_name`.
        clock: Aware local time.
        home: The folder to keep it in; see the function `home`.
        retention: The chance of recall at which questions return.

    Raises:
        CourseError: The name cannot be one, or the file cannot be used.
    """
    from course.progress.learner import Learner
    from course.progress.sqlite import SqliteStore

    learner = learner_name(name)
    store = SqliteStore(progress_file(home), clock())
    try:
        return Learner(store, learner, course_id, clock, randomness, retention)
    except BaseException:
        store.close()
        raise


def progress_file(home: Path | None = None) -> Path:
    """Where the log of every learner on this machine is kept."""
    return (home or _default_home()) / "progress.db"


_default_home = home
