"""What somebody types in the plain face to give a response."""

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Order,
    Reflection,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)
from course.content.response import Response
from course.shuffling import gap_options, options


def typed_for(question: AnyQuestion, response: Response, seed: str) -> list[str]:
    """The lines that give `response`, by the numbers options have under `seed`."""
    shown = [str(number) for number in range(1, 30)]
    number = dict(zip(options(question, seed), shown, strict=False))
    match question, response:
        case ((Single() | Survey()), str(key)):
            return [number.get(key, key)]
        case ((Multiple() | Order() | Survey()), tuple(keys)):
            return [" ".join(number[key] for key in keys)]
        case TrueFalse(), bool(truth):
            return ["t" if truth else "f"]
        case Match(), dict(pairs):
            return [number[pairs[stem]] for stem in keyed(question.pairs)]
        case Categorise(), dict(pairs):
            groups = [group.id for group in question.groups]
            return [str(groups.index(pairs[item]) + 1) for item in options(question, seed)]
        case Cloze(), dict(gaps):
            return [
                str(gap_options(question, gap, seed).index(gaps[gap.id]) + 1)
                if isinstance(gap, SingleGap)
                else gaps[gap.id]
                for gap in question.gaps
            ]
        case Reflection(), str(text):
            return [*text.split("\n"), ""]
        case _, str(text):
            return [text]
        case _:
            raise AssertionError(f"{response!r} is no answer to {question.type}")
