"""Scenarios: what is wrong with one is told where it stands, and every path of one ends."""

# A table reads best with one case a line.
# ruff: noqa: E501

from pathlib import Path

import pytest

from course.errors import CourseError
from course.loading.catalogue import ScenarioEntry, catalogue
from course.loading.diagnostics import Diagnostic
from course.loading.files import CourseFiles
from course.loading.library import Library, load
from course.loading.verdict import check
from tests.loading.small_course import write_course
from tests.loading.small_scenario import PLACE, SCENARIO


def broken(course: Path, old: str, new: str) -> list[Diagnostic]:
    assert old in SCENARIO
    write_course(course, **{PLACE: SCENARIO.replace(old, new)})
    return list(load(course).diagnostics)


def test_a_good_scenario_has_no_faults(course: Path) -> None:
    write_course(course, **{PLACE: SCENARIO})
    loaded = load(course)
    assert loaded.diagnostics == ()
    assert list(loaded.scenarios) == ["plates"]
    assert Library(course).scenario("plates") == loaded.scenarios["plates"]


# what to replace, by what -> code, what is underlined, words of the message or the remedy
FAULTS = {
    "scene that is not there": (
        "to: corridor\n      - id: wait",
        "to: coridor\n      - id: wait",
        "C140",
        "coridor",
        "`corridor`?",
    ),
    "route to no scene": ("scene: recalled}", "scene: recaled}", "C140", "recaled", "`recalled`?"),
    "start that is not there": (
        "start: plates",
        "start: platter",
        "C140",
        "platter",
        "no scene `platter`",
    ),
    "scenes in a circle": (
        "{scene: signed}",
        "{scene: plates}",
        "C141",
        "plates",
        "in a circle: plates, corridor, plates",
    ),
    "unreached scene": (
        "  - id: alone\n",
        "  - {id: lost, heading: x, text: x, ending: x}\n  - id: alone\n",
        "C142",
        "lost",
        "no path comes to `lost`",
    ),
    "choice nobody can take": (
        "{has: asked}\n        closed",
        "{meter: trust, at_least: 90}\n        closed",
        "C143",
        "lead",
        "`lead`",
    ),
    "nothing open": (
        "        to:\n          - {when: [{meter: trust",
        "        needs: [{has: asked}]\n        closed: Nobody listens.\n        to:\n          - {when: [{meter: trust",
        "C144",
        "choices",
        "after `wait`",
    ),
    "effect on no meter": (
        "{trust: 20, strain: 50}",
        "{trust: 20, stain: 50}",
        "C145",
        "stain",
        "`strain`?",
    ),
    "condition on no meter": ("[{meter: strain,", "[{meter: stain,", "C145", "stain", "`strain`?"),
    "fact nobody sets": ("- {has: asked}", "- {has: aksed}", "C146", "aksed", "`asked`?"),
    "fact of a debrief": (
        "when: [{has: asked}]",
        "when: [{lacks: aske}]",
        "C146",
        "aske",
        "sets the fact `aske`",
    ),
    "three endings": (
        "    ending: A signature alone\n",
        "    choices:\n      - {id: x, text: x, outcome: x, to: spoke}\n      - {id: y, text: y, outcome: y, to: spoke}\n",
        "C147",
        "scenes",
        "3 endings",
    ),
    "debrief nobody hears": (
        "when: [{has: asked}]",
        "when: [{meter: trust, at_least: 100}]",
        "C148",
        "when",
        "on no path",
    ),
    "two scenes of an id": ("- id: recalled", "- id: spoke", "C107", "spoke", "`spoke` exists"),
    "two choices of an id": ("- id: sign\n", "- id: lead\n", "C107", "lead", "`lead` exists"),
    "two meters of an id": ("- id: strain\n", "- id: trust\n", "C107", "trust", "`trust` exists"),
    "no reason why closed": (
        "        closed: Nobody heard you ask.\n",
        "",
        "C152",
        "needs",
        "add `closed:`",
    ),
    "closed without needs": (
        "        needs:\n          - {has: asked}\n",
        "",
        "C152",
        "Nobody heard you ask.",
        "add `needs:`",
    ),
    "neither goes on nor ends": (
        "    ending: A signature alone\n",
        "",
        "C153",
        "id: alone",
        "no `choices`",
    ),
    "goes on and ends": (
        "    choices:\n      - id: lead",
        "    ending: x\n    choices:\n      - id: lead",
        "C153",
        "id: corridor",
        "both",
    ),
    "no route left": (
        "- {scene: signed}",
        "- {when: [{has: asked}], scene: signed}",
        "C154",
        "to",
        "last route",
    ),
    "route nobody comes to": (
        "{when: [{meter: trust, at_most: 20}], scene: alone}",
        "{scene: alone}",
        "C154",
        "{scene: signed}",
        "no path",
    ),
    "condition without bounds": (
        "[{meter: trust, at_most: 20}]",
        "[{meter: trust}]",
        "C155",
        "{meter: trust}], scene: alone}",
        "at_least",
    ),
    "condition of two kinds": (
        "- {has: asked}",
        "- {has: asked, lacks: asked}",
        "C155",
        "{has: asked, lacks: asked}",
        "not one thing",
    ),
    "effect out of bounds": ("strain: 50}", "strain: 500}", "C023", "500", "at most 100"),
    "objective of no lesson": (
        "objectives: [tell-a-vote]",
        "objectives: [tell-vote]",
        "C035",
        "tell-vote",
        "`tell-a-vote`?",
    ),
    "objective of a debrief": (
        "- objective: tell-a-vote\n    when",
        "- objective: tell\n    when",
        "C035",
        "tell",
        "no objective `tell`",
    ),
    "lesson": ("lesson: night", "lesson: nihgt", "C033", "nihgt", "`night`?"),
    "source in a text": (
        "asked; so did others [@memoir]",
        "asked; so did others [@memoirs]",
        "C036",
        "memoirs",
        "`memoir`?",
    ),
    "source to read": ("source: memoir", "source: memoirs", "C036", "memoirs", "`memoir`?"),
    "term in a text": ("[[consensus]]", "[[concensus]]", "C037", "concensus", "`consensus`?"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_where_it_stands(course: Path, name: str) -> None:
    old, new, code, underlined, words = FAULTS[name]
    told = {found.code: found for found in broken(course, old, new)}
    assert code in told
    found = told[code]
    assert (found.severity, found.span.file) == ("error", PLACE)
    assert found.excerpt[found.span.column - 1 : found.span.end_column - 1] == underlined
    assert words in f"{found.message} {found.help}"


def test_a_scenario_with_a_fault_cannot_be_played(course: Path) -> None:
    broken(course, "- id: sign\n", "- id: lead\n")
    with pytest.raises(CourseError, match="C107 the choice `lead` exists already"):
        Library(course).scenario("plates")
    assert catalogue(CourseFiles(course)).broken == 1


def test_a_choice_better_than_its_siblings_is_no_dilemma(course: Path) -> None:
    (found,) = broken(course, "effects: {trust: 10, strain: 20}", "effects: {trust: 30}")
    assert (found.code, found.severity) == ("C150", "warning")
    assert (found.span.line, found.span.column) == (27, 13)
    assert "`ask` is better" in found.message


def test_a_choice_that_had_to_be_earned_may_be_better(course: Path) -> None:
    assert broken(course, "effects: {trust: 20, strain: 20}", "effects: {trust: 20}") == []


def test_a_warning_can_be_allowed_with_a_reason(course: Path) -> None:
    text = SCENARIO.replace("effects: {trust: 10, strain: 20}", "effects: {trust: 30}").replace(
        "heading: A show of plates", "heading: A show\n    allow: {C150: It closes a later way.}"
    )
    write_course(course, **{PLACE: text})
    assert load(course).diagnostics == ()


def test_a_route_that_no_path_takes_is_told(course: Path) -> None:
    told = {found.code: found for found in broken(course, "at_least: 70}", "at_least: 100}")}
    assert told["C156"].severity == "warning"
    assert "route to `recalled`" in told["C156"].message
    assert "no path comes to `recalled`" in told["C142"].message


MORE = """\
  - id: more-{place}
    heading: More
    text: More to decide.
    choices:
      - {{id: good, text: {good}, outcome: x, effects: {{trust: 9}}, sets: [asked], to: {to}}}
      - {{id: bad, text: Less so., outcome: x, effects: {{trust: 1, strain: -5}}, to: {to}}}
"""


@pytest.mark.parametrize(("good", "gives_it_away"), [("A little longer.", True), ("So.", False)])
def test_the_longest_choice_must_not_always_be_the_best(
    course: Path, good: str, gives_it_away: bool
) -> None:
    ways = enumerate(("more-1", "more-2", "spoke"))
    more = "".join(MORE.format(place=place, to=to, good=good) for place, to in ways)
    scenes = SCENARIO[SCENARIO.index("  - id: plates\n") : SCENARIO.index("  - id: spoke\n")]
    codes = [
        f.code
        for f in broken(
            course, f"start: plates\nscenes:\n{scenes}", f"start: more-0\nscenes:\n{more}"
        )
    ]
    assert ("C151" in codes) is gives_it_away


def test_scenarios_are_in_the_catalogue_and_counted(course: Path) -> None:
    write_course(course, **{PLACE: SCENARIO})
    for _ in range(2):  # drawn, then from the cache
        found = catalogue(CourseFiles(course))
        entry = ScenarioEntry(
            id="plates",
            title="The plates",
            summary="The chair asks for a show of plates.",
            lesson="night",
            minutes=5,
            scenes=6,
            endings=("spoke", "recalled", "signed", "alone"),
        )
        assert (found.scenarios, found.broken) == ((entry,), 0)
        assert found.scenarios_of("night") == (entry,)
        assert found.scenarios_of("morning") == ()
    summary = "2 lessons, 2 quizzes, 3 questions, 1 scenario: 0 errors, 0 warnings"
    assert check(course).summary() == summary


def test_a_scenario_alone_is_judged_but_for_its_links(tmp_path: Path) -> None:
    alone = tmp_path / "plates.yaml"
    alone.write_text(SCENARIO.replace("to: corridor", "to: coridor"), encoding="utf-8")
    assert {found.code for found in check(alone).diagnostics} == {"C140"}


def test_an_unknown_scenario_is_said(course: Path) -> None:
    write_course(course, **{PLACE: SCENARIO})
    with pytest.raises(CourseError, match="there is no scenario plate") as caught:
        Library(course).scenario("plate")
    assert caught.value.help == "did you mean `plates`?"
