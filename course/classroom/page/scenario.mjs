// A scenario that the class votes its way through: the scene, the vote, what followed, the end.

import { form } from "./ballot.mjs"
import { at, head, make } from "./page.mjs"
import { prose } from "./prose.mjs"
import { result } from "./question.mjs"
import { _ } from "./words.mjs"

export const WHO = {
  vote: _("by the vote of the class"),
  tie: _("a tie, broken by the teacher"),
  teacher: _("decided by the teacher, not by the vote"),
}

const where = ({ place, round }) => round > 1 ? _("Scene {n}, once more", { n: place }) : _("Scene {n}", { n: place })

export function scene(view) {
  const told = at("told")
  told.replaceChildren()
  at("where").textContent = view.place ? where(view) : view.name
  if (view.ending) return end(view)
  if (view.phase === "ended") return head(_("The class is over. Thank you."))
  if (view.phase === "lobby") {
    head(view.title)
    told.append(make("p", { textContent: view.summary }), make("h3", { textContent: _("Who you are") }), prose(view.role), make("p", { className: "quiet", textContent: _("Wait for the first scene.") }))
    return
  }
  head(view.scene.heading)
  if (view.phase === "decided") return decided(view)
  told.append(prose(view.scene.text), meters(view.meters))
  if (view.phase === "shown") at("result").append(make("h3", { textContent: _("How the class voted") }), ...result(view), make("p", { className: "quiet", textContent: _("Not decided yet: arguments may still move it.") }))
  else {
    form(view)
    at("result").append(...closed(view.scene.closed))
  }
}

const closed = (choices) => choices.map(({ text, why }) =>
  make("div", { className: "shut" }, make("p", { textContent: text }), make("p", { className: "quiet", textContent: _("Closed: {why}", { why }) })))

const meters = (list) => make("ul", { className: "meters", ariaLabel: _("What is at stake") }, ...list.map(({ name, value, means, better }) =>
  make("li", {},
    make("div", { className: "words" }, make("span", { textContent: name }), make("span", { className: "count", textContent: String(value) })),
    make("progress", { value, max: 100, ariaLabel: better === "high" ? _("{name}: {value} of 100, better high", { name, value }) : _("{name}: {value} of 100, better low", { name, value }) }),
    ...(means ? [make("p", { className: "quiet", textContent: means })] : []))))

function decided(view) {
  const { text, how, because, outcome, moved } = view.decided
  at("told").append(
    make("p", { className: "choice" }, make("strong", { textContent: text })),
    make("p", { className: "quiet", textContent: _("The way we went: {how}.", { how: WHO[how] }) }),
    ...(because ? [make("p", { className: "said", textContent: `“${because}”` })] : []),
    make("h3", { textContent: _("What followed") }),
    prose(outcome),
    make("ul", { className: "moved" }, ...moved.map(({ name, before, after, good }) => make("li", { className: good ? "better" : "worse", textContent: `${good ? "▲" : "▼"} ${name}: ${before} → ${after}, ${good ? _("for the better") : _("for the worse")}` }))),
    meters(view.meters),
  )
}

function end(view) {
  const { name, heading, text, debrief } = view.ending
  at("where").textContent = _("The end")
  head(heading)
  at("told").append(
    make("p", { className: "choice" }, make("strong", { textContent: name })),
    prose(text), meters(view.meters),
    make("h3", { textContent: _("The way we went") }),
    make("ol", { className: "path" }, ...view.path.map((step) => make("li", {}, make("strong", { textContent: step.heading }), make("p", { textContent: step.choice }), make("p", { className: "quiet", textContent: `${WHO[step.how]}${step.because ? `: “${step.because}”` : ""}` })))),
    make("h3", { textContent: _("What really happened") }),
    ...debrief.map(prose),
  )
}
