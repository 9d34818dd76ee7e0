"""A small course without faults, for tests to write and then to break."""

from pathlib import Path

COURSE = """\
id: small
title: Small course
summary: Two lessons about one night.
language: en
licence: CC BY-SA 4.0
modules:
  - id: first
    title: First
    lessons: [night, morning]
lint: {ignore: [L]}
"""

SOURCES = """\
sources:
  - id: minutes
    title: Minutes of the night
    publisher: The secretariat
    year: 2012
    url: https://example.org/minutes
    kind: primary
    checked: 2026-11-24
  - id: memoir
    title: A memoir
    publisher: A press
    year: 2015
    url: https://example.org/memoir
    kind: secondary
    checked: 2026-11-24
"""

GLOSSARY = """\
terms:
  - id: consensus
    term: consensus
    definition: Nobody objects [@minutes].
    taught: [night]
  - id: hum
    term: hum
    definition: A way to hear how a room leans; see [[consensus]].
    related: [consensus]
"""

NIGHT = """\
title: The night
summary: What the chair asked for.
objectives:
  - id: tell-a-vote
    level: understand
    text: Tell a vote from a feel of the room
sections:
  - id: question
    heading: The question
    blocks:
      - type: text
        text: |
          The chair asked for the feel of the room [@minutes].
          Some call that [[consensus|a
          consensus]].
      - type: check
        question:
          id: night-check
          type: true_false
          stem: It was a vote.
          objective: tell-a-vote
          level: understand
          sources: [minutes]
          explanation: He said that it was none.
          answer: false
          feedback:
            true: He said that it was none.
            false: Indeed, he said so.
  - id: aside
    heading: An aside
    blocks:
      - type: text
        text: Nothing is cited here.
"""

MORNING = """\
title: The morning
summary: Who signed.
objectives:
  - id: count-signatures
    level: remember
    text: Say how many signed
sections:
  - id: signing
    heading: The signing
    blocks:
      - type: quote
        text: We cannot sign.
        by: A head of delegation
        date: 14 December 2012
        source: memoir
reading:
  - source: memoir
    why: It tells the same from within.
"""

NIGHT_QUIZ = """\
kind: quiz
title: The night
lesson: night
questions:
  - id: night-asked
    type: single
    stem: What did the chair ask for?
    objective: tell-a-vote
    level: understand
    passage: night#question
    sources: [minutes]
    explanation: He asked for the feel of the room.
    choices:
      - text: A vote
        feedback: He said that it was none.
      - text: The feel of the room
        correct: true
        feedback: These were his words.
"""

MORNING_QUIZ = """\
kind: quiz
title: The morning
lesson: morning
questions:
  - id: morning-signed
    type: numeric
    stem: How many signed?
    objective: count-signatures
    level: remember
    passage: morning#signing
    sources: [memoir]
    explanation: It is on the list.
    answers:
      - value: 89
        feedback: That is the number.
    otherwise: Look at the list.
"""

EXERCISE = """\
kind: exercise
title: The same night again
lesson: night
summary: Three delegations and a chair find out what was asked.
objectives: [tell-a-vote]
aims: [Ask a room for its feel without counting it]
group: {smallest: 3, best: 6, largest: 8}
materials: [A bell]
preparation: |
  Read the minutes [@minutes].
brief: |
  It is late, and a [[consensus]] is near.
roles:
  - id: chair
    name: The chair
    public: Wants to close.
    secret: |
      You fly at six.
    goals: [Close before midnight]
  - id: north
    name: North
    seats: {from: 1, to: 3}
    public: Likes the text.
    secret: |
      You would live without it.
    goals: [Keep the text]
  - id: south
    name: South
    seats: {from: 1, to: 3}
    public: Dislikes the text.
    secret: |
      You may give way on the verb.
    goals: [Change the verb]
  - id: clerk
    name: The clerk
    seats: {from: 0, to: 1}
    public: Writes the minutes.
    secret: |
      You were told what to write.
    goals: [Write it]
phases:
  - id: opening
    title: Statements
    minutes: 20
    form: plenary
    text: |
      One minute each.
    teacher: |
      Keep the time.
  - id: talks
    title: Talks
    minutes: 30
    form: groups
    text: |
      Mend the sentence.
    teacher: |
      Send the chair round.
texts:
  - id: preamble
    title: The preamble
    text: |
      States [shall][should [not]] sign [@minutes].
    note: Made for the exercise.
    source: minutes
consensus:
  question: Can you live with it?
  text: |
    Silence is a yes.
hum:
  question: Is it ready?
  for: It is.
  against: It is not.
debrief:
  - {question: Was it a vote?, objective: tell-a-vote, listen_for: Nobody was counted.}
rubric:
  - {criterion: Answers objections, levels: [never, at times, always]}
  - {criterion: Keeps the time, levels: [never, at times, always]}
  - {criterion: Names the text, levels: [never, at times, always]}
variations: [Shorter without the clerk]
sources: [minutes]
"""

FILES = {
    "lessons/course.yaml": COURSE,
    "lessons/sources.yaml": SOURCES,
    "lessons/glossary.yaml": GLOSSARY,
    "lessons/01-first/night.yaml": NIGHT,
    "lessons/01-first/morning.yaml": MORNING,
    "quizzes/01-first/night.yaml": NIGHT_QUIZ,
    "quizzes/01-first/morning.yaml": MORNING_QUIZ,
}


def write_course(root: Path, **changed: str) -> Path:
    """Writes the course below `root`, with files of other content under their names."""
    for name, text in {**FILES, **changed}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


PACK = "quizzes/exercises/again.yaml"
"""Where an exercise may be written besides: the course has none by itself."""
