// The test of consensus: who cannot live with it, and what was answered; never a count.

import { answers, declares } from "./chair.mjs"
import { send } from "./line.mjs"
import { fill, make, say } from "./page.mjs"
import { prose } from "./prose.mjs"
import { _ } from "./words.mjs"

export function consensus(place, view) {
  const { test, texts } = view.exercise
  if (!test) return place.replaceChildren()
  if (place.dataset.round !== String(test.round) || !place.children.length) {
    place.dataset.round = String(test.round)
    const about = texts.find((text) => text.id === test.text)
    place.replaceChildren(
      make("h3", { textContent: test.question }),
      ...(about ? [make("p", { className: "quiet", textContent: _("About: {text}", { text: about.title }) })] : []),
      make("details", {}, make("summary", { textContent: _("How this is found out") }), prose(test.how)),
      make("div", { className: "declared" }), make("div", { className: "mine" }), make("div", { className: "objections" }), make("div", { className: "declaring" }))
  }
  const [declared, mine, objections, declaring] = [...place.children].slice(-4)
  fill(declared, test.declared, () => test.declared ? verdict(test.declared) : [])
  fill(mine, [test.round, Boolean(test.declared)], () => test.declared ? [] : [stand(test, view.stand)])
  const chairs = view.chairs && !test.declared
  fill(objections, [test.objections, chairs], () => test.objections.map((each) => objection(each, chairs)))
  fill(declaring, chairs, () => (chairs ? [declares()] : []))
}

const verdict = ({ reached, because }) => [
  make("p", { className: reached ? "verdict better" : "verdict worse" }, make("strong", { textContent: reached ? `✓ ${_("The chair finds consensus.")}` : `✗ ${_("The chair finds no consensus.")}` })),
  ...(because ? [make("p", { className: "said", textContent: because })] : []),
]

function stand(test, said) {
  const option = (value, words) => make("label", { className: "option" },
    make("input", { type: "radio", name: "stand", value, checked: said ? said.can_live === (value === "live") : false, onchange: () => { reason.hidden = value === "live" } }), make("span", { textContent: words }))
  const because = make("textarea", { rows: 3, maxLength: 500, id: "because", value: said?.because ?? "" })
  const reason = make("div", { hidden: !said || said.can_live }, make("label", { htmlFor: "because", textContent: _("because (what goes wrong, and for whom)") }), because)
  const group = make("fieldset", {}, make("legend", { textContent: _("Where do you stand?") }), option("live", _("I can live with it")), option("object", _("I object")), reason)
  const form = make("form", {}, group, make("button", { type: "submit", textContent: _("Say so") }))
  form.onsubmit = (event) => {
    event.preventDefault()
    const chosen = form.querySelector("input:checked")?.value
    if (!chosen) return say(_("Choose first."))
    if (chosen === "object" && !because.value.trim()) return say(_("An objection has a reason: what goes wrong, and for whom?"))
    say(_("Sending…"))
    send({ t: "stand", round: test.round, can_live: chosen === "live", because: chosen === "live" ? "" : because.value })
  }
  return form
}

const objection = ({ seat, by, because, answer, addressed }, chairs) => make("div", { className: "objection" },
  make("p", {}, make("strong", { textContent: _("{name} objects:", { name: by }) })),
  make("p", { className: "said", textContent: because }),
  make("p", { className: "quiet", textContent: answer === null ? _("Not answered yet.") : addressed ? _("Met: {how}", { how: answer }) : _("Considered, not met: {how}", { how: answer }) }),
  ...(chairs ? [answers(seat)] : []))
