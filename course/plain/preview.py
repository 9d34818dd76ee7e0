"""A file in lines as the learner will see it, from beginning to end, with the answers' reasons."""

from course.content.blueprint import Paper
from course.content.course import Lesson, Quiz
from course.content.questions import AnyQuestion, Categorise, Match
from course.content.scenario import Scenario
from course.i18n import _
from course.plain.exercise import ExerciseInLines
from course.plain.finding import say_words
from course.plain.lines import Lines
from course.plain.passage import read_section
from course.plain.prose import plain
from course.plain.questions import put
from course.previewing import Preview


def say_preview(lines: Lines, preview: Preview) -> None:
    """Write all of it once."""
    match preview.model:
        case Lesson() as lesson:
            lines.say(plain(lesson.title))
            for section in lesson.sections:
                lines.say()
                read_section(lines, preview.study, section)
                for question in section.checks:
                    lines.say()
                    put(lines, question, "preview")
        case Quiz() as quiz:
            lines.say(plain(quiz.title))
            for place, question in enumerate(quiz.questions, 1):
                lines.say()
                of = len(quiz.questions)
                lines.say(_("Question {place} of {all}").format(place=place, all=of))
                put(lines, question, "preview")
                _say_stems(lines, question)
                if question.explanation:
                    lines.say(plain(question.explanation))
        case Scenario() as scenario:
            _say_scenario(lines, scenario)
        case Paper() as paper:
            lines.say(plain(paper.title))
            lines.say(plain(paper.intro))
        case dict():
            say_words(lines, preview.study, "")
        case _:
            ExerciseInLines(preview.study, preview.file.id, lines).read()


def _say_stems(lines: Lines, question: AnyQuestion) -> None:
    """What a sitting asks one by one."""
    match question:
        case Match():
            stems = [pair.stem for pair in question.pairs]
        case Categorise():
            stems = [item.text for item in question.items]
        case _:
            return
    for stem in stems:
        lines.say(plain(stem), first="  - ", indent="    ")


def _say_scenario(lines: Lines, scenario: Scenario) -> None:
    lines.say(plain(scenario.title))
    lines.say(plain(scenario.role))
    for scene in scenario.scenes:
        lines.say()
        lines.say(plain(scene.heading))
        lines.say(plain(scene.text))
        for place, choice in enumerate(scene.choices, 1):
            lines.say(plain(choice.text), first=f"{place}. ", indent="   ")
            lines.say(plain(choice.outcome), indent="   ")
        if scene.ending:
            lines.say(_("The end: {ending}").format(ending=plain(scene.ending)))
