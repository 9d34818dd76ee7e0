// Texts on the table: how they read, what is not agreed, who would have them read otherwise.

import { asks, takes } from "./chair.mjs"
import { send, state } from "./line.mjs"
import { at, make, say } from "./page.mjs"
import { _, ngettext } from "./words.mjs"

const WAYS = { agreed: _("agreed"), brackets: _("in brackets"), chair: _("by the chair") }
const KINDS = { keep: "span", cut: "del", add: "ins" }
const LONGEST = 3000
const BYTES = 3900

let writing = null

/** Whether a change is being written, which nothing may take away from under the fingers. */
export const isWriting = () => Boolean(writing?.isConnected)

export function texts(view) {
  const { texts, amendments } = view.exercise
  return texts.map((text) => make("article", { className: "text" },
    make("h3", { textContent: text.title }),
    make("p", { className: "body" }, ...bracketed(text.body)),
    make("p", { className: "quiet", textContent: [standing(text), text.note].join(" · ") }),
    ...(text.history.length ? [make("details", {}, make("summary", { textContent: ngettext("Amended {n} time", "Amended {n} times", text.version) }), make("ol", {}, ...text.history.map(({ by, how }) => make("li", { textContent: `${by || _("the chair")}: ${WAYS[how]}` }))))] : []),
    ...amendments.filter((each) => each.text === text.id).map((each) => amendment(each, view.mine.includes(each.id), view.chairs)),
    ...(view.chairs && text.negotiable ? [asks(text)] : []),
    ...(text.negotiable ? [make("button", { type: "button", className: "second", textContent: _("Propose a change"), ariaLabel: _("Propose a change to {text}", { text: text.title }), onclick: () => write(text) })] : [])))
}

const standing = ({ brackets, negotiable }) => (!negotiable ? _("not to be negotiated") : brackets ? ngettext("{n} in brackets: not agreed", "{n} in brackets: not agreed", brackets) : _("no brackets"))

/** A text with what stands in brackets marked, however deep. */
function bracketed(body) {
  const shown = []
  let depth = 0
  for (const part of body.split(/([[\]])/)) {
    if (part === "[") depth += 1
    if (part) shown.push(make(depth ? "mark" : "span", { textContent: part }))
    if (part === "]") depth = Math.max(0, depth - 1)
  }
  return shown
}

function amendment({ id, by, why, changes, stale }, isMine, chairs) {
  const words = changes.map(([kind, text]) => make(KINDS[kind], { textContent: text }))
  const withdraw = () => { say(_("Sending…")); send({ t: "withdraw", amendment: id }) }
  return make("div", { className: "amendment" },
    make("p", { className: "quiet", textContent: _("{by} would have it read", { by }) }),
    make("p", { className: "body" }, ...words),
    ...(why ? [make("p", { className: "said", textContent: `“${why}”` })] : []),
    ...(stale ? [make("p", { className: "quiet", textContent: _("The same words were changed meanwhile.") })] : []),
    ...(isMine ? [make("button", { type: "button", className: "second", textContent: _("Withdraw"), onclick: withdraw })] : []),
    ...(chairs ? [takes(id, by)] : []))
}

function write(text) {
  const body = make("textarea", { value: text.body, rows: 8, maxLength: LONGEST, id: "wording" })
  const why = make("input", { id: "why", maxLength: 300, autocomplete: "off" })
  const drop = () => { writing.remove(); redraw() }
  writing = make("form", { className: "writing" },
    make("h3", { textContent: _("A change to {text}", { text: text.title }) }),
    make("p", { className: "quiet", textContent: _("Write it as it should read. What is not agreed stands in [square brackets].") }),
    make("label", { htmlFor: "wording", textContent: _("As it should read") }), body,
    make("label", { htmlFor: "why", textContent: _("Why, in a sentence") }), why,
    make("button", { type: "submit", textContent: _("Lay it on the table") }),
    make("button", { type: "button", className: "second", textContent: _("Leave it as it is"), onclick: drop }))
  writing.onsubmit = (event) => {
    event.preventDefault()
    const said = { t: "amend", text: text.id, version: text.version, body: body.value, why: why.value }
    if (body.value.trim() === text.body) return say(_("Nothing is changed yet."))
    if (new TextEncoder().encode(JSON.stringify(said)).length > BYTES) return say(_("This is too long."))
    say(_("Sending…"))
    send(said)
    drop()
  }
  at("side-texts").replaceChildren(writing)
  body.focus()
}

function redraw() {
  at("side-texts").replaceChildren(...texts(state.view))
}
