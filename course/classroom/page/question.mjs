// A question: its form by kind, and what comes out once the answer is shown.

import { bar, checked, make, option, say } from "./page.mjs"
import { _, ngettext } from "./words.mjs"

export const HOW = {
  one: _("Choose one"),
  many: _("Choose all that are right"),
  text: _("Write your answer"),
  pairs: _("Choose one for each"),
  order: _("Put these in order, the first on top"),
  gaps: _("Fill the gaps"),
}

export const percent = (share) => `${Math.round(share * 100)} %`

const chooser = (options, value, label) => {
  const select = make("select", { ariaLabel: label })
  select.append(make("option", { value: "", textContent: _("choose") }))
  for (const each of options) select.append(make("option", { value: each.key, textContent: each.text }))
  select.value = value ?? ""
  return select
}

const FORMS = {
  one: (sheet, answer) => [sheet.options.map((each) => option("radio", "one", each, each.key === answer)), () => checked()[0] ?? null],
  many: (sheet, answer = []) => [sheet.options.map((each) => option("checkbox", "many", each, answer.includes(each.key))), checked],
  text: (sheet, answer = "") => {
    const units = sheet.units?.join(", ")
    const input = make(sheet.long ? "textarea" : "input", { value: answer, rows: 5, autocomplete: "off", ariaLabel: units ? _("Your answer, with its unit: {units}", { units }) : _("Your answer") })
    if (sheet.number && !units) input.inputMode = "decimal"
    return [[input], () => (input.value.trim() ? input.value : null)]
  },
  pairs: (sheet, answer = {}) => {
    const rows = sheet.stems.map((stem) => [stem, chooser(sheet.options, answer[stem.key], stem.text)])
    return [
      rows.map(([stem, select]) => make("div", { className: "pair" }, make("span", { textContent: stem.text, ariaHidden: "true" }), select)),
      () => picked(rows.map(([stem, select]) => [stem.key, select.value])),
    ]
  },
  order: (sheet, answer) => {
    const texts = new Map(sheet.options.map((each) => [each.key, each.text]))
    const keys = [...(answer ?? texts.keys())]
    const list = make("ol", { className: "order" })
    const draw = () => list.replaceChildren(...keys.map((key, place) => row(key, place)))
    const move = (place, by) => {
      const to = place + by
      if (to < 0 || to >= keys.length) return
      ;[keys[place], keys[to]] = [keys[to], keys[place]]
      draw()
      list.children[to].querySelectorAll("button")[by < 0 ? 0 : 1].focus()
      say(_("{entry}: now number {n}.", { entry: texts.get(keys[to]), n: to + 1 }))
    }
    const row = (key, place) => {
      const arrow = (sign, words, by) => make("button", { type: "button", textContent: sign, ariaLabel: `${words}: ${texts.get(key)}`, onclick: () => move(place, by) })
      return make("li", {}, make("span", { textContent: `${place + 1}. ${texts.get(key)}` }), arrow("↑", _("Up"), -1), arrow("↓", _("Down"), 1))
    }
    draw()
    return [[list], () => keys]
  },
  gaps: (sheet, answer = {}) => {
    const inputs = []
    const parts = sheet.parts.map((part) => {
      if (typeof part === "string") return part
      const input = part.options ? chooser(part.options, answer[part.gap], _("Gap {n}", { n: part.gap })) : make("input", { value: answer[part.gap] ?? "", size: 12, ariaLabel: _("Gap {n}", { n: part.gap }), autocomplete: "off" })
      inputs.push([part.gap, input])
      return input
    })
    return [[make("div", { className: "gaps" }, ...parts)], () => picked(inputs.map(([gap, input]) => [gap, input.value]))]
  },
}

function picked(pairs) {
  const filled = pairs.filter(([, value]) => value.trim())
  return filled.length ? Object.fromEntries(filled) : null
}

/** The fields of a sheet with what was answered before, and what reads an answer from them. */
export const fields = (sheet, answer) => FORMS[sheet.form](sheet, answer)

export function result(view) {
  const { key, right, why, rounds } = view.result
  const shown = []
  if (view.earned === 1) say(_("Right."))
  else if (view.earned === 0) say(_("Not right."))
  else if (view.earned) say(_("Partly right: {share}.", { share: percent(view.earned) }))
  if (view.feedback) shown.push(make("p", { className: "said", textContent: view.feedback }))
  const options = view.sheet.options
  if (options && ["one", "many"].includes(view.sheet.form)) {
    if (rounds.length > 1) shown.push(make("h3", { textContent: _("Before the discussion → after it") }))
    const most = Math.max(1, ...rounds.map((round) => round.answered))
    for (const each of options) {
      const counts = rounds.map((round) => round.counts[each.key] ?? 0)
      const isRight = key !== null && (Array.isArray(key) ? key.includes(each.key) : key === each.key)
      shown.push(bar(each.text, counts.at(-1), most, counts.join(" → "), isRight, counts.slice(0, -1)))
    }
  } else if (right) shown.push(make("h3", { textContent: _("Right is") }), make("p", { className: "said", textContent: right }))
  if (why) shown.push(make("h3", { textContent: _("Why") }), make("p", { className: "said", textContent: why }))
  return [...shown, ...past(view.past)]
}

export function past(earned) {
  const marked = (earned ?? []).filter((each) => each !== null)
  if (marked.length < 2) return []
  const half = Math.floor(marked.length / 2)
  const mean = (list) => percent(list.reduce((a, b) => a + b, 0) / list.length)
  return [make("h3", { textContent: _("You, and you before") }), make("p", { textContent: ngettext("Your last: {last}. Before: {before}. Nobody else sees this.", "Your last {n}: {last}. Those before: {before}. Nobody else sees this.", marked.length - half, { last: mean(marked.slice(half)), before: mean(marked.slice(0, half)) }) })]
}
