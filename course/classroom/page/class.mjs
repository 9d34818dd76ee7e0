// A student's device in a class: joining, and one view after another.

import { desk, saved } from "./desk.mjs"
import { heard, hum } from "./hum.mjs"
import { connect, listen, send, state, tokenOf } from "./line.mjs"
import { at, head, make, say } from "./page.mjs"
import { fields, HOW, past, result } from "./question.mjs"

const [typedCode, key = ""] = decodeURIComponent(location.hash.slice(1)).split(".")
const plain = (code) => code.toUpperCase().replace(/[\s-]/g, "")
let ends = 0

// --- joining ---

listen({
  seated: (message) => {
    at("join").hidden = true
    at("room").hidden = false
    say(`You are in, ${message.name}.`)
  },
  gone: () => {
    at("join").hidden = false
    at("room").hidden = true
  },
  taken: (sent) => {
    if (state.view?.kind === "assignment") saved(sent)
    else say(state.view?.hum ? "Heard." : "Answer stored. You can change it until the question is closed.")
  },
  view: show,
})

at("join").onsubmit = (event) => {
  event.preventDefault()
  state.code = plain(at("code").value)
  say("Joining…")
  connect({ name: at("name").value, token: tokenOf(state.code) })
}

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

function show(view, before) {
  at("title").textContent = view.title
  document.title = view.title
  at("where").textContent = view.of ? `Question ${view.place} of ${view.of}${view.round > 1 ? ", once more" : ""}` : view.name
  ends = "seconds" in view ? Date.now() + view.seconds * 1000 : 0
  tick()
  if (view.kind === "assignment") return desk(view, before)
  const same = before && before.ballot === view.ballot && before.round === view.round && before.phase === view.phase
  if (same) return
  if (before) say("")
  at("result").replaceChildren()
  at("answer").replaceChildren()
  switch (view.phase) {
    case "lobby":
      head("Wait for the first question.")
      break
    case "ended":
      head("The class is over. Thank you.")
      at("result").append(...past(view.past))
      break
    default:
      head(view.sheet?.stem ?? view.hum ?? "")
      if (view.phase !== "shown") form(view)
      else at("result").append(...(view.heard ? heard(view) : result(view)))
  }
}

function tick() {
  const left = Math.max(0, Math.round((ends - Date.now()) / 1000))
  at("time").textContent = ends ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : ""
}
setInterval(tick, 1000)

// --- answering ---

function form(view) {
  const closed = view.phase !== "open"
  const [inputs, read] = view.hum ? hum() : fields(view.sheet, view.answer)
  const group = make("fieldset", { disabled: closed }, make("legend", { textContent: view.hum ? "How do you hum?" : HOW[view.sheet.form] }), ...inputs)
  const button = make("button", { type: "submit", textContent: view.hum ? "Hum" : view.answer === undefined ? "Send answer" : "Send again", disabled: closed || view.hummed === true })
  at("answer").append(group, button)
  if (closed) say(view.answer === undefined && !view.hummed ? "Closed." : "Closed. Your answer is in.")
  at("answer").onsubmit = (event) => {
    event.preventDefault()
    const answer = read()
    if (answer === null) return say("Answer first.")
    const said = { ballot: view.ballot, round: view.round }
    say("Sending…")
    send(view.hum ? { t: "hum", ...answer, ...said } : { t: "vote", answer, ...said })
    if (view.hum) button.disabled = true
    else button.textContent = "Send again"
  }
}
