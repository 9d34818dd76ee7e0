"""A small scenario without faults, for tests to write and then to break or to play."""

SCENARIO = """\
kind: scenario
title: The plates
lesson: night
summary: The chair asks for a show of plates.
role: |
  You lead a small delegation and want to be heard [@minutes].
minutes: 5
objectives: [tell-a-vote]
meters:
  - id: trust
    name: Trust of your region
    start: 50
    low: Nobody sits with you.
    high: Neighbours ask what you will do.
  - id: strain
    name: Strain on your capital
    start: 20
    low: They sleep well.
    high: They want you home.
    better: low
start: plates
scenes:
  - id: plates
    heading: A show of plates
    text: The chair asks for a feel of the room, and hands go up [@minutes].
    choices:
      - id: ask
        text: Ask whether this was a vote, because a rule unnamed is a rule bent.
        outcome: He says that it was not; some are glad that you asked.
        effects: {trust: 10, strain: 20}
        sets: [asked]
        to: corridor
      - id: wait
        text: Wait, because a chair who is asked in public can only harden.
        outcome: Nobody asks, and the gavel falls.
        effects: {trust: -30}
        to: corridor
      - id: insist
        text: Insist on a count by roll-call, because only names bind.
        outcome: The room groans, and your capital is told.
        effects: {trust: 20, strain: 50}
        sets: [asked]
        to: corridor
  - id: corridor
    heading: In the corridor
    text: Two neighbours ask what you will do about [[consensus]].
    choices:
      - id: lead
        text: Offer to speak for all, because one voice is heard longer.
        outcome: They agree, and watch you.
        effects: {trust: 20, strain: 20}
        needs:
          - {has: asked}
        closed: Nobody heard you ask.
        to:
          - {when: [{meter: strain, at_least: 70}], scene: recalled}
          - {scene: spoke}
      - id: sign
        text: Tell them that you will sign, because half a rule beats none.
        outcome: They nod and go.
        effects: {trust: -10}
        to:
          - {when: [{meter: trust, at_most: 20}], scene: alone}
          - {scene: signed}
  - id: spoke
    heading: The floor
    text: You speak for five states.
    ending: You spoke for your region
  - id: recalled
    heading: A call
    text: Your capital calls.
    ending: You were called home
  - id: signed
    heading: The table
    text: You sign with the others.
    ending: A signature
  - id: alone
    heading: The table at noon
    text: You sign, and nobody looks up.
    ending: A signature alone
debrief:
  - objective: tell-a-vote
    text: The record says that it was no vote [@minutes].
  - objective: tell-a-vote
    when: [{has: asked}]
    text: You asked; so did others [@memoir].
reading:
  - source: memoir
    why: It tells the same from within.
"""
PLACE = "quizzes/scenarios/plates.yaml"
