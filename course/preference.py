"""Changing a setting while studying: stored at once, and holding at once where it can."""

from dataclasses import replace

from course.config import load_settings, settings_file, store_setting
from course.i18n import _
from course.settings import checked
from course.study import Study


def prefer(study: Study, name: str, value: object) -> str | None:
    """Set a setting, or put it back to what it would be for None.

    Returns what the learner should know, or None when all is as expected.

    Raises:
        BadValue: It cannot have this value.
        CourseError: It could not be stored; nothing is changed.
    """
    store_setting(name, value)
    found = load_settings()
    which = name.partition(".")[0]
    holds, origin, said = getattr(found.settings, which), found.origins.get(name, ""), None
    if value is not None and settings_file().name not in origin:
        # The environment is stronger at the next start, but not now.
        holds = checked(name, value)
        said = _("stored; {origin} says otherwise at the next start").format(origin=origin)
    study.chosen = replace(
        study.chosen,
        settings=replace(study.settings, **{which: holds}),
        origins={**study.chosen.origins, name: origin},
        faults=found.faults,
    )
    study.learner.want(study.settings.retention)
    return said
