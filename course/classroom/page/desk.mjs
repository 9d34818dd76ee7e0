// An assignment: done alone and in any order; what is entered is saved at once.

import { send, state } from "./line.mjs"
import { at, head, make, say } from "./page.mjs"
import { fields, HOW, percent } from "./question.mjs"
import { _, locale, ngettext } from "./words.mjs"

const SIGNS = { student: _("handed in"), time: _("handed in when the time was up"), closing: _("handed in when it closed"), file: _("came in as a file"), paper: _("came in on paper") }
const when = (iso) => new Date(iso).toLocaleString(locale, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })

let unsaved = () => {}
let timer = 0

/** What was sent is stored. */
export function saved(sent) {
  if (sent.t === "vote") say(_("Saved."))
  if (sent.t === "hand-in") say(_("Handed in."))
}

export function desk(view, before) {
  const isSame = before?.phase === view.phase && before.ballot === view.ballot && before.round === view.round
  at("where").textContent = view.phase === "working" ? _("Question {n} of {all}", { n: view.place, all: view.of }) : view.name
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
  const over = score ? _("You have {earned} of {of} points.", score) : view.sittings?.length ? _("Handed in.") : _("It is closed.")
  head({ early: _("It opens {when}.", { when: when(view.opens) }), ready: view.made ? _("You may do it once more.") : _("Ready when you are."), done: over }[view.phase] ?? "")
  if (view.phase === "ready") {
    at("answer").append(make("button", { type: "submit", textContent: view.made ? _("Begin again") : _("Begin") }))
    at("answer").onsubmit = (event) => {
      event.preventDefault()
      say(_("Beginning…"))
      send({ t: "begin" })
    }
  }
  at("result").replaceChildren(terms(view), ...(view.sittings ?? []).map(sitting), ...told(view))
}

function terms(view) {
  const words = [ngettext("{n} question", "{n} questions", view.questions)]
  if (view.minutes) words.push(ngettext("{n} minute once you begin", "{n} minutes once you begin", view.minutes))
  if (view.attempts === null) words.push(_("as often as you like"))
  else if (view.attempts > 1) words.push(_("{made} of {all} attempts made", { made: view.made, all: view.attempts }))
  if (view.closes) words.push(_("closes {when}", { when: when(view.closes) }))
  if (view.extra && (view.minutes || view.closes)) words.push(_("with {more}", { more: ngettext("{n} minute of extra time", "{n} minutes of extra time", view.extra) }))
  words.push(view.told === "now" ? _("results when you hand in") : _("results once it is closed"))
  return make("p", { className: "quiet", textContent: words.join(" · ") })
}

function sitting(done) {
  const words = [when(done.handed_in), SIGNS[done.how], ngettext("{n} question answered", "{n} questions answered", done.answered)]
  if (done.score) words.push(_("{points} of {all} points", { points: done.score.earned, all: done.score.of }))
  return make("p", { textContent: words.join(" · ") })
}

function told(view) {
  if (!view.results) return view.sittings?.length ? [make("p", { textContent: _("Your teacher has it. What it earned is shown here when it is time.") })] : []
  return view.results.flatMap(({ sheet, answer, earned, feedback, right, why }, place) => {
    const verdict = earned === null ? (answer === undefined ? _("– left out") : _("– not marked")) : earned === 1 ? _("✓ right") : earned === 0 ? _("✗ not right") : _("◐ partly right, {share}", { share: percent(earned) })
    const shown = [make("h3", { textContent: `${place + 1}. ${sheet.stem}` }), make("p", { className: earned === 1 ? "verdict right" : "verdict", textContent: verdict })]
    const more = [
      answer !== undefined && _("You answered: {answer}", { answer: spoken(sheet, answer) }), feedback,
      right && _("Right is: {answer}", { answer: right }), why && _("Why: {reason}", { reason: why }),
    ]
    shown.push(...more.filter(Boolean).map((text) => make("p", { className: "said", textContent: text })))
    return shown
  })
}

/** An answer in the words of its sheet. */
function spoken(sheet, answer) {
  const word = (list, key) => list?.find((each) => each.key === key)?.text ?? key
  if (Array.isArray(answer)) return answer.map((key) => word(sheet.options, key)).join(sheet.form === "order" ? " → " : "; ")
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
    say(_("Saving…"))
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
  at("answer").append(group, make("button", { type: "submit", textContent: next ? _("Next question") : _("Save") }))
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
    type: "button", className: "plain", ariaPressed: String(here.flagged), textContent: here.flagged ? `⚑ ${_("Marked to come back to")}` : `⚐ ${_("Mark to come back to")}`,
    onclick: () => send({ t: "flag", ballot: view.ballot, round: view.round, on: !here.flagged }),
  })
  const all = make("nav", { className: "items", ariaLabel: _("All questions") }, ...view.items.map((item, place) => {
    const words = [_("Question {n}", { n: place + 1 }), item.answered ? _("answered") : _("open"), item.flagged ? _("marked") : ""].filter(Boolean).join(", ")
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
  const ask = make("button", { type: "button", className: open ? "plain" : "", textContent: _("Hand in…") })
  ask.onclick = () => {
    unsaved()
    const still = Math.max(0, open - (view.answer === undefined && state.pending.some((m) => m.ballot === view.ballot && m.t === "vote") ? 1 : 0))
    const sure = make("button", { type: "button", textContent: _("Hand in"), onclick: () => send({ t: "hand-in", round: view.round }) })
    const words = [still ? ngettext("{n} is not answered.", "{n} are not answered.", still) : "", _("Nothing can be changed afterwards.")].join(" ")
    box.replaceChildren(make("p", { textContent: words }), sure, make("button", { type: "button", className: "plain", textContent: _("Back to the questions"), onclick: () => box.replaceChildren(ask) }))
    sure.focus()
  }
  box.append(ask)
  return box
}
