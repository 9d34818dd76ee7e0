// An assignment: done alone and in any order; what is entered is saved at once.

import { send, state } from "./line.mjs"
import { at, head, make, say } from "./page.mjs"
import { fields, HOW } from "./question.mjs"

const SIGNS = { student: "handed in", time: "handed in when the time was up", closing: "handed in when it closed", file: "came in as a file", paper: "came in on paper" }
const when = (iso) => new Date(iso).toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })
const percent = (share) => `${Math.round(share * 100)} %`

let unsaved = () => {}
let timer = 0

/** What was sent is stored. */
export function saved(sent) {
  if (sent.t === "vote") say("Saved.")
  if (sent.t === "hand-in") say("Handed in.")
}

export function desk(view, before) {
  const isSame = before?.phase === view.phase && before.ballot === view.ballot && before.round === view.round
  at("where").textContent = view.phase === "working" ? `Question ${view.place} of ${view.of}` : view.name
  clearTimeout(timer)
  if (view.phase === "working" && view.seconds !== undefined) timer = setTimeout(() => unsaved(), Math.max(0, view.seconds * 1000 - 500))
  if (view.phase === "working" && isSame) return at("result").replaceChildren(...beside(view))
  unsaved = () => {}
  at("answer").replaceChildren()
  if (before && !isSame) say("")
  if (view.phase === "working") {
    head(view.sheet.stem)
    question(view)
    at("result").replaceChildren(...beside(view))
  } else frontPage(view)
}

// --- before and after ---

function frontPage(view) {
  const score = view.sittings?.at(-1)?.score
  const over = score ? `You have ${score.earned} of ${score.of} points.` : view.sittings?.length ? "Handed in." : "It is closed."
  head({ early: `It opens ${when(view.opens)}.`, ready: view.made ? "You may do it once more." : "Ready when you are.", done: over }[view.phase] ?? "")
  if (view.phase === "ready") {
    at("answer").append(make("button", { type: "submit", textContent: view.made ? "Begin again" : "Begin" }))
    at("answer").onsubmit = (event) => {
      event.preventDefault()
      say("Beginning…")
      send({ t: "begin" })
    }
  }
  at("result").replaceChildren(terms(view), ...(view.sittings ?? []).map(sitting), ...told(view))
}

function terms(view) {
  const words = [`${view.questions} ${view.questions === 1 ? "question" : "questions"}`]
  if (view.minutes) words.push(`${view.minutes} minutes once you begin`)
  if (view.attempts === null) words.push("as often as you like")
  else if (view.attempts > 1) words.push(`${view.made} of ${view.attempts} attempts made`)
  if (view.closes) words.push(`closes ${when(view.closes)}`)
  if (view.extra && (view.minutes || view.closes)) words.push(`with ${view.extra} ${view.extra === 1 ? "minute" : "minutes"} of extra time`)
  words.push(view.told === "now" ? "results when you hand in" : "results once it is closed")
  return make("p", { className: "quiet", textContent: words.join(" · ") })
}

function sitting(done) {
  const words = [when(done.handed_in), SIGNS[done.how], `${done.answered} answered`]
  if (done.score) words.push(`${done.score.earned} of ${done.score.of} points`)
  return make("p", { textContent: words.join(" · ") })
}

function told(view) {
  if (!view.results) return view.sittings?.length ? [make("p", { textContent: "Your teacher has it. What it earned is shown here when it is time." })] : []
  return view.results.flatMap(({ sheet, answer, earned, feedback, right, why }, place) => {
    const verdict = earned === null ? (answer === undefined ? "left out" : "not marked") : earned === 1 ? "✓ right" : earned === 0 ? "✗ not right" : `◐ partly right, ${percent(earned)}`
    const shown = [make("h3", { textContent: `${place + 1}. ${sheet.stem}` }), make("p", { className: earned === 1 ? "verdict right" : "verdict", textContent: verdict })]
    const more = { "You answered": answer === undefined ? "" : spoken(sheet, answer), "": feedback, "Right is": right, Why: why }
    for (const [label, text] of Object.entries(more)) {
      if (text) shown.push(make("p", { className: "said", textContent: label ? `${label}: ${text}` : text }))
    }
    return shown
  })
}

/** An answer in the words of its sheet. */
function spoken(sheet, answer) {
  const word = (list, key) => list?.find((each) => each.key === key)?.text ?? key
  if (Array.isArray(answer)) return answer.map((key) => word(sheet.options, key)).join(sheet.form === "order" ? ", then " : "; ")
  if (typeof answer === "string") return sheet.form === "one" ? word(sheet.options, answer) : answer
  if (sheet.form === "pairs") return Object.entries(answer).map(([stem, key]) => `${word(sheet.stems, stem)}: ${word(sheet.options, key)}`).join("; ")
  const gaps = sheet.parts.filter((part) => typeof part !== "string")
  return gaps.map((gap) => word(gap.options, answer[gap.gap] ?? "…")).join("; ")
}

// --- at work ---

function question(view) {
  const { sheet, ballot, round } = view
  const [inputs, read] = fields(sheet, view.answer)
  const group = make("fieldset", {}, make("legend", { textContent: HOW[sheet.form] }), ...inputs)
  let saved = JSON.stringify(view.answer)
  const save = () => {
    const answer = read()
    if (answer === null || JSON.stringify(answer) === saved) return
    saved = JSON.stringify(answer)
    say("Saving…")
    send({ t: "vote", ballot, round, answer })
  }
  let rest = 0
  group.onchange = save
  group.oninput = (event) => {
    clearTimeout(rest)
    if (event.target.type !== "radio" && event.target.type !== "checkbox") rest = setTimeout(save, 1500)
  }
  if (sheet.form === "order") group.addEventListener("click", (event) => event.target.type === "button" && save())
  unsaved = save
  const next = view.items[view.place]
  at("answer").append(group, make("button", { type: "submit", textContent: next ? "Next" : "Save" }))
  at("answer").onsubmit = (event) => {
    event.preventDefault()
    // What stands in order is an answer although nothing was moved.
    if (sheet.form === "order" && saved === undefined) saved = ""
    save()
    if (next) turn(view, next.ballot)
  }
}

function turn(view, ballot) {
  unsaved()
  send({ t: "turn", ballot, round: view.round })
}

/** Everything but the question itself: the mark, the other questions, handing in. */
function beside(view) {
  const here = view.items[view.place - 1]
  const flag = make("button", {
    type: "button", className: "plain", ariaPressed: String(here.flagged), textContent: here.flagged ? "⚑ Marked to come back to" : "⚐ Mark to come back to",
    onclick: () => send({ t: "flag", ballot: view.ballot, round: view.round, on: !here.flagged }),
  })
  const all = make("nav", { className: "items", ariaLabel: "All questions" }, ...view.items.map((item, place) => {
    const words = [`Question ${place + 1}`, item.answered ? "answered" : "open", item.flagged ? "marked" : ""].filter(Boolean).join(", ")
    const button = make("button", {
      type: "button", className: item.answered ? "plain answered" : "plain", textContent: `${place + 1}${item.answered ? "✓" : ""}${item.flagged ? "⚑" : ""}`, ariaLabel: words, onclick: () => turn(view, item.ballot),
    })
    if (item.ballot === view.ballot) button.setAttribute("aria-current", "true")
    return button
  }))
  return [flag, all, handingIn(view)]
}

function handingIn(view) {
  const open = view.items.filter((item) => !item.answered).length
  const box = make("div", { className: "end" })
  const ask = make("button", { type: "button", className: open ? "plain" : "", textContent: "Hand in…" })
  ask.onclick = () => {
    unsaved()
    const still = Math.max(0, open - (view.answer === undefined && state.pending.some((m) => m.ballot === view.ballot && m.t === "vote") ? 1 : 0))
    const sure = make("button", { type: "button", textContent: "Hand in", onclick: () => send({ t: "hand-in", round: view.round }) })
    const words = still ? `${still} ${still === 1 ? "is" : "are"} not answered. Nothing can be changed afterwards.` : "Nothing can be changed afterwards."
    box.replaceChildren(make("p", { textContent: words }), sure, make("button", { type: "button", className: "plain", textContent: "Back to the questions", onclick: () => box.replaceChildren(ask) }))
    sure.focus()
  }
  box.append(ask)
  return box
}
