// A hum: how strongly, for or against; never a count.

import { bar, checked, make, option } from "./page.mjs"

export function hum() {
  const loud = { 1: "softly", 2: "clearly", 3: "loudly" }
  const ways = ["for", "against"].flatMap((side) => [3, 2, 1].map((strength) => ({ key: `${side} ${strength}`, text: `${side === "for" ? "For" : "Against"}, ${loud[strength]}` })))
  ways.push({ key: "for 0", text: "I stay silent" })
  return [ways.map((each) => option("radio", "hum", each, false)), () => {
    const [side, strength] = (checked()[0] ?? "").split(" ")
    return side ? { side, strength: Number(strength) } : null
  }]
}

export const heard = (view) => view.heard.flatMap((round, place) => [
  make("h3", { textContent: view.heard.length > 1 ? `Hum ${place + 1}` : "What the room sounded like" }),
  bar("For", round.for, 100, `${round.for}`), bar("Against", round.against, 100, `${round.against}`),
  make("p", { className: "quiet", textContent: "Strength, not heads: a hum is never counted." }),
])
