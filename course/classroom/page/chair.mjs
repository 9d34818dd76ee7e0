// What whoever sits in the chair does: takes amendments, asks, answers objections, declares.

import { send } from "./line.mjs"
import { make, say } from "./page.mjs"

const act = (verb, of = "", text = "") => {
  say("Sending…")
  send({ t: "chair", verb, of, text })
}

const button = (words, verb, of, whose) =>
  make("button", { type: "button", className: "second", textContent: words, ariaLabel: `${words}: ${whose}`, onclick: () => act(verb, of) })

/** A line to write and a button for each verb that it goes with. */
function written(summary, words, verbs, of, needed = "") {
  const text = make("textarea", { rows: 2, maxLength: 500, className: "kept", ariaLabel: words })
  const done = (verb) => {
    if (needed && !text.value.trim()) return say(needed)
    if (of === null) act("declare", verb, text.value)
    else act(verb, of, text.value)
    text.value = ""
  }
  const buttons = verbs.map(([name, verb]) => make("button", { type: "button", className: "second", textContent: name, onclick: () => done(verb) }))
  return make("details", { className: "chair" }, make("summary", { textContent: summary }), text, make("div", { className: "acts" }, ...buttons))
}

export const takes = (id, by) => make("div", { className: "chair" },
  make("div", { className: "acts" }, button("Take it", "accept", id, by), button("In [brackets]", "bracket", id, by)),
  written("Refuse it", "Why is it not taken?", [["Refuse", "refuse"]], id))

export const asks = (text) => button("Ask who cannot live with it", "test", text.id, text.title)

export const answers = (seat) => written("Answer it", "How was it answered?", [["It is met", "addressed"], ["Considered, not met", "unaddressed"]], seat, "Say how it was answered.")

export const declares = () => {
  const form = written("Declare", "Why? It is read out.", [["There is consensus", "yes"], ["There is none", "no"]], null)
  form.open = true
  return form
}
