// The connection to the class: who one is, what is sent, and coming back after it was lost.

import { say } from "./page.mjs"

export const state = { socket: null, code: "", key: "", token: "", view: null, pending: [], wait: 500, left: false }

const kept = {
  read: (code) => { try { return localStorage.getItem(`class ${code}`) ?? "" } catch { return "" } },
  write: (code, token) => { try { localStorage.setItem(`class ${code}`, token) } catch { /* private window */ } },
  drop: (code) => { try { localStorage.removeItem(`class ${code}`) } catch { /* private window */ } },
}
export const tokenOf = kept.read

const ears = { view: () => {}, seated: () => {}, gone: () => {}, taken: () => {} }

/** Who hears of a `view`, of being `seated` or `gone`, of a message that was `taken`. */
export const listen = (listeners) => Object.assign(ears, listeners)

export function connect(hello) {
  state.left = false
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/seat`)
  state.socket = socket
  socket.onopen = () => socket.send(JSON.stringify({ t: "join", code: state.code, key: state.key, ...hello }))
  socket.onmessage = (event) => heard(JSON.parse(event.data))
  socket.onclose = () => {
    if (state.socket !== socket || state.left) return
    if (!state.token) return say("The class could not be reached. Try again.")
    say("Connection lost. Coming back by itself…")
    setTimeout(() => connect({ token: state.token }), state.wait)
    state.wait = Math.min(state.wait * 1.6, 3000)
  }
}

function heard(message) {
  switch (message.t) {
    case "you":
      state.token = message.token
      state.wait = 500
      kept.write(state.code, message.token)
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
      if (!message.id || answered(message.id).length) say(`Not taken: ${message.why}.`)
      break
    case "bye":
      state.left = true
      if (message.why.includes("seat is gone") || message.why.includes("ended your seat") || message.why.includes("no room")) {
        kept.drop(state.code)
        state.token = ""
        ears.gone()
      }
      say(`${message.why[0].toUpperCase()}${message.why.slice(1)}.`)
  }
}

/** Send a message under a name of its own, so that it counts once however often it is sent. */
export function send(said) {
  const message = { id: crypto.randomUUID?.() ?? String(Math.random()).slice(2), ...said }
  state.pending.push(message)
  if (!transmit(message)) say("Kept here; sent as soon as the connection is back.")
}

function transmit(message) {
  const isOpen = state.socket?.readyState === WebSocket.OPEN
  if (isOpen) state.socket.send(JSON.stringify(message))
  return isOpen
}

/** What was waiting for this answer; it waits no more. */
function answered(id) {
  const found = state.pending.filter((message) => message.id === id)
  state.pending = state.pending.filter((message) => message.id !== id)
  return found
}

setInterval(() => {
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send('{"t":"ping"}')
}, 20000)
addEventListener("online", () => { state.wait = 100 })
