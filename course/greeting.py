"""What a learner is told on coming in: what this is, the first time; and how far they are."""

from datetime import datetime, timedelta

from course.i18n import _, ngettext
from course.study import PER_ITEM, Study
from course.text import minutes, until

LONG_AWAY = timedelta(days=60)
"""An absence after which it is worth a word."""


def is_new(study: Study) -> bool:
    """Whether nothing was done here yet."""
    return study.progress.last_at is None


def greeting(study: Study) -> str:
    """What this is and how it goes, in some ten seconds of reading."""
    lessons = study.catalogue.lessons
    each = round(sum(lesson.minutes for lesson in lessons) / max(len(lessons), 1))
    many = ngettext("{count} lesson", "{count} lessons", len(lessons))
    long = ngettext("{count} minute", "{count} minutes", each)
    return _(
        "Welcome: {lessons} of some {minutes}. You read a passage, stop and think, answer, "
        "and are told why; what you have learnt is asked again before it fades. Everything is kept "
        "as you go: leave when you like."
    ).format(lessons=many.format(count=len(lessons)), minutes=long.format(count=each))


def fading(study: Study) -> str:
    """How many questions wait for a review, and how long it takes; empty where none does."""
    if not (count := len(study.due())):
        return ""
    many = ngettext(
        "Review: {count} question is fading, {time}.",
        "Review: {count} questions are fading, {time}.",
        count,
    )
    return many.format(count=count, time=minutes(PER_ITEM * count))


def nothing_fading(study: Study) -> str:
    """That there is nothing to review, and when there will be."""
    said = _("Nothing is fading now.")
    if coming := study.next_due():
        when = until(coming, study.now())
        said += " " + _("The next question returns {when}.").format(when=when)
    return said


def welcome_back(study: Study) -> str:
    """A word to who was long away, which also tells when the clock runs ahead; else empty."""
    last, now = study.progress.last_at, study.now()
    if last is None or now - last < LONG_AWAY:
        return ""
    return _(
        "Welcome back. You were last here on {day}. If that was not long ago, the clock of this "
        "machine is wrong: set it before you answer."
    ).format(day=_date(last.astimezone(now.tzinfo)))


def so_far(study: Study) -> list[str]:
    """How many lessons are read, and how many are known where any are."""
    every = study.catalogue.lessons
    read = ngettext("{done} of {count} lesson read", "{done} of {count} lessons read", len(every))
    said = [read.format(done=sum(map(study.is_done, every)), count=len(every))]
    if known := sum(map(study.is_known, every)):
        said.append(ngettext("{count} known", "{count} known", known).format(count=known))
    return said


def this_week(study: Study) -> str:
    """On how many days of this week something was done."""
    days = study.study_days_this_week()
    return ngettext("{count} study day this week", "{count} study days this week", days).format(
        count=days
    )


def today(study: Study) -> str:
    """How far the daily goal is, in words; empty where there is none."""
    goal, done = study.settings.daily_goal, study.minutes_today()
    if not goal:
        return ""
    if done >= goal:
        return ngettext("{count} minute today", "{count} minutes today", done).format(count=done)
    return _("{done} of {goal} minutes today").format(done=done, goal=goal)


def is_clock_doubtful(study: Study) -> bool:
    """Whether the learner has to be asked if the clock is right; its answer can be stored."""
    return study.learner.clock_behind is not None and not study.learner.read_only


def clock_question(study: Study) -> str:
    """What speaks against the clock, and what saying that it is right does."""
    behind, now = study.learner.clock_behind, study.now()
    return _(
        "The clock of this machine says {now}, but something you did is dated {then}. If the clock "
        "is right now, what it dated ahead is dated back to before now, and your reviews are "
        "reckoned anew from all you did."
    ).format(now=_date(now), then=_date(behind or now))


def _date(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
