// What the page is made of. All text is set as text: nothing that others wrote becomes markup.

import { _ } from "./words.mjs"

export const at = (id) => document.getElementById(id)

export const make = (name, values = {}, ...children) => {
  const element = Object.assign(document.createElement(name), values)
  element.append(...children)
  return element
}

export const say = (words) => { if (at("status").textContent !== words) at("status").textContent = words }

export const head = (words) => {
  at("asked").textContent = words
  if (!at("room").hidden) at("asked").focus()
}

/** A line with its bar, under those of earlier rounds. */
export function bar(text, value, max, count, isRight = false, earlier = []) {
  const words = make("div", { className: "words" }, make("span", { textContent: isRight ? `✓ ${_("{answer} (right)", { answer: text })}` : text }), make("span", { className: "count", textContent: count }))
  const progress = make("progress", { value, max, ariaLabel: `${text}: ${count}` })
  const before = earlier.map((value) => make("progress", { className: "earlier", value, max, ariaHidden: "true" }))
  return make("div", { className: isRight ? "bar right" : "bar" }, words, ...before, progress)
}

export const option = (type, name, { key, text }, checked) =>
  make("label", { className: "option" }, make("input", { type, name, value: key, checked }), make("span", { textContent: text }))

export const checked = () => [...at("answer").querySelectorAll("input:checked")].map((input) => input.value)

const shown = new WeakMap()

/** Fill a place anew only when what it shows has changed, and never while somebody types in it. */
export function fill(place, what, build) {
  const now = JSON.stringify(what)
  if (shown.get(place) === now && place.children.length) return
  const typing = document.activeElement
  if (place.contains(typing) && typing.matches(".kept") && typing.value) return
  shown.set(place, now)
  place.replaceChildren(...build())
}
