"""Looking again in lines: what was missed, and the command for each quiz of one's own."""

from course.again import Pool, groups
from course.choosing import SEED_POINT, begun, in_words
from course.i18n import _, ngettext
from course.plain.finding import say_place
from course.plain.lines import Lines
from course.sessions.selection import Pick, Selection
from course.study import Study

OPTIONS: dict[Pick, str] = {
    "due": "--due",
    "weakest": "--weakest",
    "missed": "--wrong",
    "certain": "--certain-wrong",
    "slipping": "--slipping",
    "flagged": "--flagged",
}
"""What each pick is called on the command line."""


def command(study: Study, wanted: Selection) -> str:
    """The command that takes a choice."""
    numbers = {module.id: str(module.number) for module in study.catalogue.modules}
    said = ["course quiz", *(OPTIONS[pick] for pick in wanted.picks)]
    said += [f"--module {numbers.get(module, module)}" for module in wanted.modules]
    for tag in wanted.tags:
        is_point = tag.startswith(SEED_POINT)
        said.append(f'--{"seed-point" if is_point else "tag"} "{tag.removeprefix(SEED_POINT)}"')
    if wanted.words:
        said.append(f'--words "{wanted.words}"')
    if wanted.items:
        said.append(f"--items {wanted.items}")
    if wanted.minutes:
        said.append(f"--minutes {wanted.minutes}")
    return " ".join(said)


def say_again(lines: Lines, study: Study) -> None:
    """List the choices and, of what to look at again, the questions; a number looks at one."""
    for wanted, answered, total in begun(study):
        where = _("Begun: {choice}, {done} of {all} answered").format(
            choice=in_words(study, wanted), done=answered, all=total
        )
        lines.say(f"{where} ({command(study, wanted)})", "  ", "")
    listed: list[str] = []
    for place, group in enumerate(groups(study)):
        lines.say(f"{group.title}:")
        for pool in group.pools:
            _say_pool(lines, study, pool, listed if place == 0 else None)
    while listed and (typed := lines.pause(_("A number to look at it, Enter to stop:"))):
        if typed.isdecimal() and 0 < int(typed) <= len(listed):
            say_place(lines, study, listed[int(typed) - 1])
        else:
            lines.say(_("No such number."))


def _say_pool(lines: Lines, study: Study, pool: Pool, listed: list[str] | None) -> None:
    count = len(pool.found)
    asked = ngettext("{count} question", "{count} questions", count).format(count=count)
    way = f" ({command(study, pool.wanted)})" if count else ""
    lines.say(f"{pool.name}: {asked if count else _('none')}{way}", "    ", "  ")
    if listed is None:
        return
    for question in pool.met:
        if question not in listed:
            listed.append(question)
        stem = study.library.contents.stems.get(question, question)
        lines.say(f"{listed.index(question) + 1}. {stem}", "        ", "     ")
