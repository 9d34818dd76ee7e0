// A student's device in a class: joining, and one view after another.

import { form } from "./ballot.mjs"
import { count } from "./clock.mjs"
import { desk, saved } from "./desk.mjs"
import { exercise, laid } from "./exercise.mjs"
import { heard } from "./hum.mjs"
import { connect, listen, state, tokenOf } from "./line.mjs"
import { at, head, say } from "./page.mjs"
import { past, result } from "./question.mjs"
import { scene } from "./scenario.mjs"
import { _ } from "./words.mjs"

const [typedCode, key = ""] = decodeURIComponent(location.hash.slice(1)).split(".")
const plain = (code) => code.toUpperCase().replace(/[\s-]/g, "")

// --- joining ---

listen({
  seated: (message) => {
    at("join").hidden = true
    at("room").hidden = false
    say(_("You are in, {name}.", { name: message.name }))
  },
  gone: () => {
    at("join").hidden = false
    at("room").hidden = true
  },
  taken: (sent) => {
    if (state.view?.kind === "assignment") saved(sent)
    else if (state.view?.kind === "exercise") laid(sent)
    else if (state.view?.kind === "scenario") say(_("Vote stored. You can change it until the vote is closed."))
    else say(state.view?.hum ? _("Heard.") : _("Answer stored. You can change it until the question is closed."))
  },
  view: show,
})

at("join").onsubmit = (event) => {
  event.preventDefault()
  state.code = plain(at("code").value)
  say(_("Joining…"))
  connect({ name: at("name").value, token: tokenOf(state.code) })
}
at("enter").disabled = false // before, a press would be lost

state.key = key
at("code").value = typedCode
if (typedCode && tokenOf(plain(typedCode))) {
  state.code = plain(typedCode)
  state.token = tokenOf(state.code)
  connect({ token: state.token })
} else (typedCode ? at("name") : at("code")).focus()

// A link opened in the same window is another class.
addEventListener("hashchange", () => location.reload())

// --- what the room shows ---

const where = ({ place, of, round }) => round > 1 ? _("Question {n} of {all}, once more", { n: place, all: of }) : _("Question {n} of {all}", { n: place, all: of })

function show(view, before) {
  at("title").textContent = view.title
  document.title = view.title
  at("where").textContent = view.of ? where(view) : view.name
  count(view.seconds)
  if (view.kind === "assignment") return desk(view, before)
  if (view.kind === "exercise") return exercise(view, before)
  const same = before && before.ballot === view.ballot && before.round === view.round && before.phase === view.phase
  if (same) return
  if (before) say("")
  at("result").replaceChildren()
  at("answer").replaceChildren()
  if (view.kind === "scenario") return scene(view)
  switch (view.phase) {
    case "lobby":
      head(_("Wait for the first question."))
      break
    case "ended":
      head(_("The class is over. Thank you."))
      at("result").append(...past(view.past))
      break
    default:
      head(view.sheet?.stem ?? view.hum ?? "")
      if (view.phase !== "shown") form(view)
      else at("result").append(...(view.heard ? heard(view) : result(view)))
  }
}
