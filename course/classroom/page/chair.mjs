// What whoever sits in the chair does: takes amendments, asks, answers objections, declares.

import { send } from "./line.mjs"
import { make, say } from "./page.mjs"
import { _ } from "./words.mjs"

const act = (verb, of = "", text = "") => {
  say(_("Sending…"))
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
  make("div", { className: "acts" }, button(_("Take it"), "accept", id, by), button(_("In [brackets]"), "bracket", id, by)),
  written(_("Refuse it"), _("Why is it not taken?"), [[_("Refuse"), "refuse"]], id))

export const asks = (text) => button(_("Ask who cannot live with it"), "test", text.id, text.title)

export const answers = (seat) => written(_("Answer it"), _("How was it answered?"), [[_("It is met"), "addressed"], [_("Considered, not met"), "unaddressed"]], seat, _("Say how it was answered."))

export const declares = () => {
  const form = written(_("Declare"), _("Why? It is read out."), [[_("There is consensus"), "yes"], [_("There is none"), "no"]], null)
  form.open = true
  return form
}
