// A hum: how strongly, for or against; never a count.

import { bar, checked, make, option } from "./page.mjs"
import { _ } from "./words.mjs"

const WAYS = {
  "for 3": _("For, loudly"), "for 2": _("For, clearly"), "for 1": _("For, softly"),
  "against 3": _("Against, loudly"), "against 2": _("Against, clearly"), "against 1": _("Against, softly"),
  "for 0": _("I stay silent"),
}

export function hum() {
  return [Object.entries(WAYS).map(([key, text]) => option("radio", "hum", { key, text }, false)), () => {
    const [side, strength] = (checked()[0] ?? "").split(" ")
    return side ? { side, strength: Number(strength) } : null
  }]
}

export const heard = (view) => view.heard.flatMap((round, place) => [
  make("h3", { textContent: view.heard.length > 1 ? _("Hum {n}", { n: place + 1 }) : _("What the room sounded like") }),
  bar(_("For"), round.for, 100, `${round.for}`), bar(_("Against"), round.against, 100, `${round.against}`),
  make("p", { className: "quiet", textContent: _("Strength, not heads: a hum is never counted.") }),
])
