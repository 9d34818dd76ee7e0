// What is answered by everybody at once: a question, a scene or a hum.

import { hum } from "./hum.mjs"
import { send } from "./line.mjs"
import { at, make, say } from "./page.mjs"
import { fields, HOW } from "./question.mjs"
import { _ } from "./words.mjs"

const WORDS = {
  quiz: { legend: (view) => HOW[view.sheet.form], first: _("Send answer"), anew: _("Send again"), missing: _("Answer first."), closed: _("Closed."), stored: _("Closed. Your answer is in.") },
  scenario: { legend: () => _("What should we do?"), first: _("Vote"), anew: _("Vote again"), missing: _("Choose first."), closed: _("Voting is closed."), stored: _("Voting is closed. Your vote is in.") },
}

export function form(view) {
  const words = WORDS[view.kind] ?? WORDS.quiz
  const closed = view.phase !== "open"
  const [inputs, read] = view.hum ? hum() : fields(view.sheet, view.answer)
  const group = make("fieldset", { disabled: closed }, make("legend", { textContent: view.hum ? _("How do you hum?") : words.legend(view) }), ...inputs)
  const button = make("button", { type: "submit", textContent: view.hum ? _("Hum") : view.answer === undefined ? words.first : words.anew, disabled: closed || view.hummed === true })
  at("answer").append(group, button)
  if (closed) say(view.answer === undefined && !view.hummed ? words.closed : words.stored)
  at("answer").onsubmit = (event) => {
    event.preventDefault()
    const answer = read()
    if (answer === null) return say(words.missing)
    const said = { ballot: view.ballot, round: view.round }
    say(_("Sending…"))
    send(view.hum ? { t: "hum", ...answer, ...said } : { t: "vote", answer, ...said })
    if (view.hum) button.disabled = true
    else button.textContent = words.anew
  }
}
