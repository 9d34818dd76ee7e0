// The time that is left, counted here from what the server said last.

import { at } from "./page.mjs"
import { _ } from "./words.mjs"

let ends = 0
let isOver = false

/** Count down from so many seconds, or nothing; below zero only where a phase may be overrun. */
export function count(seconds, overrun = false) {
  ends = seconds === undefined || seconds === null ? 0 : Date.now() + seconds * 1000
  isOver = overrun
  tick()
}

function tick() {
  const left = Math.round((ends - Date.now()) / 1000)
  const shown = Math.abs(isOver ? left : Math.max(0, left))
  const time = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`
  at("time").textContent = !ends ? "" : isOver && left < 0 ? _("Time is up, since {time}", { time }) : _("{time} left", { time })
  at("time").classList.toggle("over", Boolean(ends) && isOver && left < 0)
}
setInterval(tick, 1000)
