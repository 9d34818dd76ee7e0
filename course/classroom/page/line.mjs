// The connection to the class: who one is, what is sent, and coming back after it was lost.

import { say } from "./page.mjs"
import { _ } from "./words.mjs"

export const state = { socket: null, code: "", key: "", token: "", view: null, pending: [], wait: 500, left: false, heard: 0 }

// What a reload must not lose: the seat, and what was said and not acknowledged yet.
const kept = {
  read: (name) => { try { return localStorage.getItem(name) ?? "" } catch { return "" } },
  write: (name, value) => { try { localStorage.setItem(name, value) } catch { /* private window */ } },
  drop: (name) => { try { localStorage.removeItem(name) } catch { /* private window */ } },
}
export const tokenOf = (code) => kept.read(`class ${code}`)
const unsent = () => `class ${state.code} unsent`

const PATIENCE = 8000 // a line that does not answer for so long is given up for a new one

const ears = { view: () => {}, seated: () => {}, gone: () => {}, taken: () => {} }

/** Who hears of a `view`, of being `seated` or `gone`, of a message that was `taken`. */
export const listen = (listeners) => Object.assign(ears, listeners)

export function connect(hello) {
  state.left = false
  if (!state.pending.length) state.pending = JSON.parse(kept.read(unsent()) || "[]")
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/seat`)
  state.socket = socket
  socket.onopen = () => socket.send(JSON.stringify({ t: "join", code: state.code, key: state.key, ...hello }))
  socket.onmessage = (event) => { state.heard = Date.now(); heard(JSON.parse(event.data)) }
  socket.onclose = () => lost(socket)
  setTimeout(() => { if (socket.readyState === WebSocket.CONNECTING) lost(socket) }, PATIENCE)
}

/** Come back, unless this line was given up already or the class said goodbye. */
function lost(socket) {
  if (state.socket !== socket || state.left) return
  state.socket = null
  socket.close()
  if (!state.token) return say(_("The class could not be reached. Try again."))
  say(_("Connection lost. Coming back by itself…"))
  again(state.wait)
  state.wait = Math.min(state.wait * 1.6, 3000)
}

let comingBack
function again(wait) {
  clearTimeout(comingBack)
  comingBack = setTimeout(() => navigator.onLine === false || connect({ token: state.token }), wait)
}

function heard(message) {
  switch (message.t) {
    case "you":
      state.token = message.token
      state.wait = 500
      kept.write(`class ${state.code}`, message.token)
      ears.seated(message)
      for (const message of state.pending) transmit(message)
      break
    case "view": {
      const before = state.view
      state.view = message
      ears.view(message, before)
      break
    }
    case "ack":
      for (const sent of answered(message.id)) ears.taken(sent)
      break
    case "no":
      if (!message.id || answered(message.id).length) say(_("Not taken: {why}.", { why: message.why }))
      break
    case "bye":
      state.left = true
      if (message.gone === "seat") { // but who ended a room may think better of it
        kept.drop(`class ${state.code}`)
        kept.drop(unsent())
        state.token = ""
      }
      if (message.gone) ears.gone()
      say(`${message.why[0].toUpperCase()}${message.why.slice(1)}.`)
  }
}

/** Send a message under a name of its own, so that it counts once however often it is sent. */
export function send(said) {
  const message = { id: crypto.randomUUID?.() ?? String(Math.random()).slice(2), ...said }
  pend([...state.pending, message])
  if (!transmit(message)) say(_("Kept here; sent as soon as the connection is back."))
}

function transmit(message) {
  const isOpen = state.socket?.readyState === WebSocket.OPEN
  if (isOpen) {
    state.socket.send(JSON.stringify(message))
    expect(state.socket)
  }
  return isOpen
}

/** A phone is not told that its network is gone: what is not answered in time was not heard. */
function expect(socket) {
  setTimeout(() => { if (state.pending.length && Date.now() - state.heard >= PATIENCE) lost(socket) }, PATIENCE)
}

function pend(messages) {
  state.pending = messages
  if (messages.length) kept.write(unsent(), JSON.stringify(messages))
  else kept.drop(unsent())
}

/** What was waiting for this answer; it waits no more. */
function answered(id) {
  const found = state.pending.filter((message) => message.id === id)
  pend(state.pending.filter((message) => message.id !== id))
  return found
}

setInterval(() => {
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send('{"t":"ping"}')
}, 20000)
addEventListener("offline", () => { if (state.socket) lost(state.socket) })
addEventListener("online", () => { if (state.token && !state.socket && !state.left) again(0) })
