// Prose as the server sends it: pieces of runs, each with its style.

import { make } from "./page.mjs"

const STYLES = { "": "span", strong: "strong", em: "em", code: "code" }

export const prose = (pieces) => {
  const shown = []
  for (const { runs, mark, level } of pieces) {
    const words = runs.map(([text, style]) => make(STYLES[style] ?? "span", { textContent: text }))
    if (!mark) shown.push(make("p", { className: "said" }, ...words))
    else shown.push(make("p", { className: level ? "item inner" : "item" }, make("span", { textContent: `${mark} ` }), make("span", {}, ...words)))
  }
  return make("div", { className: "prose" }, ...shown)
}
