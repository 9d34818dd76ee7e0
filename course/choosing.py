"""A quiz of one's own: what there is to choose from now, what a choice is called, and taking it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from course.content.markup import bare
from course.errors import CourseError
from course.glossary import Glossary
from course.i18n import _, ngettext
from course.insight.recall import AHEAD
from course.loading.catalogue import ItemEntry
from course.loading.outline import UNSCORED
from course.progress.projection import Met
from course.scheduling import is_leech, retrievability
from course.sessions.attempt import Attempt
from course.sessions.events import Mode
from course.sessions.selection import Candidate, Pick, Selection, choose, selection
from course.study import PER_ITEM, Study

SEED_POINT = "seed: "
"""Begins the tags that name a seed point."""

FIRST_TIME = timedelta(minutes=1)
"""What a question takes that was never answered, for estimates."""


def candidates(study: Study, words: str = "") -> tuple[Candidate, ...]:
    """Every question that may be chosen now, those of `words` of the glossary marked.

    Questions inside the reading are there once they were met; what is part of an open test is not.
    """
    about: frozenset[str] = frozenset()
    if words:
        glossary = Glossary(study)
        about = glossary.asked_about(glossary.found(words))
    due, in_tests, met = frozenset(study.due()), study.progress.in_tests, study.met()
    return tuple(
        _candidate(study, module.id, item, due, is_met=item.id in met, about=about)
        for module in study.catalogue.modules
        for lesson in module.lessons
        for item in lesson.items
        if (item.section is None or item.id in met) and item.id not in in_tests
    )


def _candidate(
    study: Study,
    module: str,
    item: ItemEntry,
    due: frozenset[str],
    *,
    is_met: bool,
    about: frozenset[str],
) -> Candidate:
    progress, now = study.progress, study.now()
    known = progress.cards.get(item.id) if is_met else None
    met = progress.met.get(item.id) if is_met else None
    card = known[1] if known else None
    return Candidate(
        item.id,
        module,
        PER_ITEM if is_met else FIRST_TIME,
        frozenset(item.tags),
        asked_about=item.id in about,
        due=item.id in due,
        recall=retrievability(card, now) if card else None,
        recall_in_a_week=retrievability(card, now + AHEAD) if card else None,
        missed=was_missed(met, item),
        certain=met is not None and met.certainty == 3 and met.fraction == 0,
        slipping=bool(card and is_leech(card)),
        flagged=item.id in progress.flagged,
        is_met=is_met,
    )


def was_missed(met: Met | None, item: ItemEntry) -> bool:
    """Whether a question did not earn all the last time; what a test left unanswered did not."""
    if met is None:
        return False
    return item.type not in UNSCORED if met.fraction is None else met.fraction < 1


def take(
    study: Study, wanted: Selection, mode: Mode = "practice", *, seed: str | None = None
) -> Attempt:
    """An attempt at a choice: the unfinished one unless a `seed` is given, else a new one.

    Raises `CourseError` when nothing fits.
    """
    if seed is None and (attempt := study.resumed(wanted.of, mode)):
        return attempt
    sown = seed if seed is not None else study.seed()
    found = choose(wanted, candidates(study, wanted.words), sown)
    if not found:
        raise CourseError(
            _("there is nothing to ask: {choice}").format(choice=in_words(study, wanted)),
            _("course quiz --help names other choices"),
        )
    questions = [study.library.item(one.question).question for one in found]
    return study.begin(wanted.of, mode, questions, sown)


def begun(study: Study) -> tuple[tuple[Selection, int, int], ...]:
    """Choices that were begun and not finished, the newest first, with how many are answered."""
    found = []
    for of, attempt in reversed(study.progress.open_attempts.items()):
        if wanted := selection(of):
            found.append((wanted, attempt.answered, attempt.total))
    return tuple(found)


def seed_points(study: Study) -> tuple[str, ...]:
    """The course's seed points, in the order they are first asked about."""
    return tuple(tag.removeprefix(SEED_POINT) for tag in _tags(study) if tag.startswith(SEED_POINT))


def tags(study: Study) -> tuple[str, ...]:
    """The course's tags but for seed points."""
    return tuple(tag for tag in _tags(study) if not tag.startswith(SEED_POINT))


def _tags(study: Study) -> dict[str, None]:
    items = study.catalogue.items.values()
    return dict.fromkeys(tag for _lesson, item in items for tag in item.tags)


# --- in words ---


def pick_named(pick: Pick) -> str:
    """What a pick is called."""
    return {
        "due": _("what is fading"),
        "weakest": _("the weakest"),
        "missed": _("wrong the last time"),
        "certain": _("certain, and wrong"),
        "slipping": _("forgotten again and again"),
        "flagged": _("flagged"),
    }[pick]


def in_words(study: Study, wanted: Selection, *, size: bool = True) -> str:
    """A choice in words: `wrong the last time, 4 The bodies, 10 questions`.

    Args:
        study: For the titles of modules.
        wanted: The choice.
        size: Whether to say how many are wanted.
    """
    if not size:
        wanted = replace(wanted, items=None, minutes=None)
    return ", ".join(_parts(study, wanted)) or _("a bit of everything")


def _parts(study: Study, wanted: Selection) -> Iterator[str]:
    yield from map(pick_named, wanted.picks)
    titles = {module.id: module for module in study.catalogue.modules}
    for name in wanted.modules:
        module = titles.get(name)
        yield f"{module.number} {bare(module.title)}" if module else name
    for tag in wanted.tags:
        yield _("“{tag}”").format(tag=tag.removeprefix(SEED_POINT))
    if wanted.words:
        yield _("about “{words}”").format(words=wanted.words)
    if wanted.items:
        yield ngettext("{count} question", "{count} questions", wanted.items).format(
            count=wanted.items
        )
    if wanted.minutes:
        yield ngettext("{count} minute", "{count} minutes", wanted.minutes).format(
            count=wanted.minutes
        )
