// An exercise: what goes on now, one's own role, the texts on the table, the brief.

import { form } from "./ballot.mjs"
import { count } from "./clock.mjs"
import { consensus } from "./consensus.mjs"
import { heard } from "./hum.mjs"
import { at, fill, head, make, say } from "./page.mjs"
import { prose } from "./prose.mjs"
import { isWriting, texts } from "./texts.mjs"
import { _ } from "./words.mjs"

const TABS = { now: _("Now"), role: _("My role"), texts: _("Texts"), brief: _("Brief") }
const FORMS = { plenary: _("all together"), groups: _("in groups"), pairs: _("in pairs"), alone: _("alone") }
const THANKS = {
  amend: _("It lies with the chair now."),
  withdraw: _("Withdrawn."),
  stand: _("Noted. You can say something else until the chair declares."),
  hum: _("Heard."),
  chair: _("Done."),
}

let tab = "now"
let frame = null

/** What was sent is stored. */
export const laid = (sent) => say(THANKS[sent.t] ?? "")

export function exercise(view, before) {
  const isHum = view.hum !== undefined
  const running = view.exercise?.running
  if (view.exercise) count(running?.seconds, true)
  at("where").textContent = [view.role, view.second].filter(Boolean).map((role) => role.name).join(" + ") || view.name
  humming(view, before)
  if (!view.exercise) return waiting(view)
  const title = isHum ? view.hum : running?.title ?? _("Your role is dealt")
  if (at("asked").textContent !== title) head(title)
  if (before?.role?.name && view.role?.name && before.role.name !== view.role.name) say(_("You have another role now: {role}.", { role: view.role.name }))
  if (!frame?.isConnected) build()
  draw(view)
  if (!before?.exercise || moment(before) === moment(view)) return
  say("")
  if (!isWriting()) turn("now")
}

/** What goes on, as far as nobody should miss it on another side. */
const moment = ({ phase, exercise: { running, test, debrief } }) => JSON.stringify([phase, running?.place, test?.round, Boolean(test?.declared), Boolean(debrief)])

function waiting(view) {
  frame = null
  at("told").replaceChildren()
  at("result").replaceChildren()
  if (view.phase === "ended") return head(_("The exercise is over. Thank you."))
  head(view.title)
  at("told").append(make("p", { textContent: view.summary }), make("p", { className: "quiet", textContent: _("Wait: the roles are about to be dealt.") }))
}

function humming(view, before) {
  const isSame = before && before.phase === view.phase && before.round === view.round && before.hum === view.hum
  if (isSame) return
  at("answer").replaceChildren()
  if (view.hum === undefined || view.phase === "shown") return
  const means = view.exercise?.hum
  if (means) at("answer").append(make("p", { className: "quiet", textContent: _("For: {meaning}", { meaning: means.for }) }), make("p", { className: "quiet", textContent: _("Against: {meaning}", { meaning: means.against }) }))
  form(view)
}

// --- the four sides of it ---

function build() {
  at("told").replaceChildren()
  const sides = Object.keys(TABS).map((name) => make("section", { id: `side-${name}`, hidden: name !== tab }))
  frame = make("nav", { className: "tabs", ariaLabel: _("Parts of the exercise") }, ...Object.keys(TABS).map((name) =>
    make("button", { type: "button", id: `tab-${name}`, textContent: TABS[name], onclick: () => turn(name) })))
  at("result").replaceChildren(frame, ...sides)
  turn(tab)
}

function turn(name) {
  tab = name
  for (const each of Object.keys(TABS)) {
    at(`side-${each}`).hidden = each !== name
    if (each === name) at(`tab-${each}`).setAttribute("aria-current", "page")
    else at(`tab-${each}`).removeAttribute("aria-current")
  }
}

function draw(view) {
  const { exercise, role, second } = view
  const open = exercise.amendments.length
  at("tab-texts").textContent = open ? `${TABS.texts} (${open})` : TABS.texts
  now(view)
  fill(at("side-role"), [role, second], () => second ? [make("p", { textContent: _("You hold two roles, as there are too few people. Keep their secrets apart.") }), ...mine(role), ...mine(second)] : mine(role))
  if (!isWriting()) fill(at("side-texts"), [exercise.texts, exercise.amendments, view.mine, view.chairs], () => texts(view))
  fill(at("side-brief"), [exercise.brief, exercise.roles], () => brief(exercise))
}

function now(view) {
  const side = at("side-now")
  if (!side.children.length) side.append(...["heard", "phase", "test", "debrief"].map((part) => make("div", { className: part })))
  const [sound, phase, test, debrief] = side.children
  const { exercise } = view
  const { running, test: asked, debrief: questions } = exercise
  fill(sound, view.heard ?? null, () => (view.heard ? heard(view) : []))
  fill(phase, [running?.title, running?.place, exercise.chair, view.chairs], () => running ? [
    ...(exercise.chair ? [make("p", { className: "quiet", textContent: view.chairs ? _("You are in the chair: take amendments under Texts, answer objections here, declare.") : _("In the chair: {who}", { who: exercise.chair }) })] : []),
    make("p", { className: "quiet", textContent: `${_("Phase {n} of {all}", { n: running.place, all: running.of })}, ${FORMS[running.form]}` }), prose(running.text)]
    : [make("p", { textContent: _("Read your role and the brief. The first phase begins soon.") })])
  consensus(test, view)
  fill(debrief, questions ?? null, () => questions ? [make("h3", { textContent: _("Out of role: what we talk about") }), make("ol", {}, ...questions.map((text) => make("li", { textContent: text })))] : [])
}

function mine(role) {
  if (!role) return [make("p", { textContent: _("All roles are taken: you watch. Note who moves, and what moved them.") })]
  const secret = make("details", { className: "secret", open: true }, make("summary", { textContent: _("For your eyes only") }), prose(role.secret),
    make("h3", { textContent: _("What you are after") }), make("ul", {}, ...role.goals.map((goal) => make("li", { textContent: goal }))))
  return [make("h3", { textContent: role.name }), make("p", { textContent: role.public }), secret]
}

function brief(exercise) {
  return [prose(exercise.brief), make("h3", { textContent: _("Who is in the room") }), make("ul", { className: "people" }, ...exercise.roles.map((role) =>
    make("li", {}, make("strong", { textContent: role.name }), make("span", { className: "quiet", textContent: ` ${role.holders.join(", ")}` }), make("p", { textContent: role.public }))))]
}
