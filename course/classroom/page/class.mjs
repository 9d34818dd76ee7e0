// A student's device in a class. All text is set as text: nothing that others wrote becomes markup.

const at = (id) => document.getElementById(id)
const make = (name, values = {}, ...children) => {
  const element = Object.assign(document.createElement(name), values)
  element.append(...children)
  return element
}

const state = { socket: null, code: "", token: "", view: null, pending: null, wait: 500, left: false, ends: 0 }
const [typedCode, key = ""] = decodeURIComponent(location.hash.slice(1)).split(".")

const kept = {
  read: (code) => { try { return localStorage.getItem(`class ${code}`) ?? "" } catch { return "" } },
  write: (code, token) => { try { localStorage.setItem(`class ${code}`, token) } catch { /* private window */ } },
  drop: (code) => { try { localStorage.removeItem(`class ${code}`) } catch { /* private window */ } },
}
const plain = (code) => code.toUpperCase().replace(/[\s-]/g, "")
const say = (words) => { if (at("status").textContent !== words) at("status").textContent = words }

// --- the connection ---

function connect(hello) {
  state.left = false
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/seat`)
  state.socket = socket
  socket.onopen = () => socket.send(JSON.stringify({ t: "join", code: state.code, key, ...hello }))
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
      at("join").hidden = true
      at("room").hidden = false
      say(`You are in, ${message.name}.`)
      if (state.pending) send(state.pending)
      break
    case "view":
      show(message)
      break
    case "ack":
      if (state.pending?.id === message.id) {
        state.pending = null
        say(state.view?.hum ? "Heard." : "Answer stored. You can change it until the question is closed.")
      }
      break
    case "no":
      if (!message.id || state.pending?.id === message.id) {
        state.pending = null
        say(`Not taken: ${message.why}.`)
      }
      break
    case "bye":
      state.left = true
      if (message.why.includes("seat is gone") || message.why.includes("ended your seat") || message.why.includes("no room")) {
        kept.drop(state.code)
        state.token = ""
        at("join").hidden = false
        at("room").hidden = true
      }
      say(`${message.why[0].toUpperCase()}${message.why.slice(1)}.`)
  }
}

function send(message) {
  state.pending = message
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(JSON.stringify(message))
  else say("Kept here; sent as soon as the connection is back.")
}

setInterval(() => {
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send('{"t":"ping"}')
}, 20000)
addEventListener("online", () => { state.wait = 100 })

// --- joining ---

at("join").onsubmit = (event) => {
  event.preventDefault()
  state.code = plain(at("code").value)
  say("Joining…")
  connect({ name: at("name").value, token: kept.read(state.code) })
}

at("code").value = typedCode
if (typedCode && kept.read(plain(typedCode))) {
  state.code = plain(typedCode)
  state.token = kept.read(state.code)
  connect({ token: state.token })
} else (typedCode ? at("name") : at("code")).focus()

// --- what the room shows ---

function show(view) {
  const before = state.view
  state.view = view
  at("title").textContent = view.title
  document.title = view.title
  at("where").textContent = view.of ? `Question ${view.place} of ${view.of}${view.round > 1 ? ", once more" : ""}` : view.name
  state.ends = "seconds" in view ? Date.now() + view.seconds * 1000 : 0
  tick()
  const same = before && before.ballot === view.ballot && before.round === view.round && before.phase === view.phase
  if (same) return
  if (before) say("")
  at("result").replaceChildren()
  at("answer").replaceChildren()
  switch (view.phase) {
    case "lobby":
      head("Wait for the first question.")
      break
    case "ended":
      head("The class is over. Thank you.")
      at("result").append(...past(view.past))
      break
    default:
      head(view.sheet?.stem ?? view.hum ?? "")
      if (view.phase === "shown") at("result").append(...result(view))
      else form(view)
  }
}

function head(words) {
  at("asked").textContent = words
  if (!at("room").hidden) at("asked").focus()
}

function tick() {
  const left = Math.max(0, Math.round((state.ends - Date.now()) / 1000))
  at("time").textContent = state.ends ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : ""
}
setInterval(tick, 1000)

// --- answering ---

function form(view) {
  const closed = view.phase !== "open"
  const [fields, read] = view.hum ? hum() : FORMS[view.sheet.form](view.sheet, view.answer)
  const group = make("fieldset", { disabled: closed }, make("legend", { textContent: view.hum ? "How do you hum?" : HOW[view.sheet.form] }), ...fields)
  const button = make("button", { type: "submit", textContent: view.hum ? "Hum" : view.answer === undefined ? "Send answer" : "Send again", disabled: closed || view.hummed === true })
  at("answer").append(group, button)
  if (closed) say(view.answer === undefined && !view.hummed ? "Closed." : "Closed. Your answer is in.")
  at("answer").onsubmit = (event) => {
    event.preventDefault()
    const answer = read()
    if (answer === null) return say("Answer first.")
    const said = { ballot: view.ballot, round: view.round, id: crypto.randomUUID?.() ?? String(Math.random()).slice(2) }
    say("Sending…")
    send(view.hum ? { t: "hum", ...answer, ...said } : { t: "vote", answer, ...said })
    if (view.hum) button.disabled = true
    else button.textContent = "Send again"
  }
}

const HOW = {
  one: "Choose one",
  many: "Choose all that are right",
  text: "Write your answer",
  pairs: "Choose one for each",
  order: "Put these in order, the first on top",
  gaps: "Fill the gaps",
}

const option = (type, name, { key, text }, checked) =>
  make("label", { className: "option" }, make("input", { type, name, value: key, checked }), make("span", { textContent: text }))

const chooser = (options, value, label) => {
  const select = make("select", { ariaLabel: label })
  select.append(make("option", { value: "", textContent: "choose" }))
  for (const each of options) select.append(make("option", { value: each.key, textContent: each.text }))
  select.value = value ?? ""
  return select
}

const checked = () => [...at("answer").querySelectorAll("input:checked")].map((input) => input.value)

const FORMS = {
  one: (sheet, answer) => [sheet.options.map((each) => option("radio", "one", each, each.key === answer)), () => checked()[0] ?? null],
  many: (sheet, answer = []) => [sheet.options.map((each) => option("checkbox", "many", each, answer.includes(each.key))), checked],
  text: (sheet, answer = "") => {
    const hint = sheet.units?.length ? `, with its unit: ${sheet.units.join(", ")}` : ""
    const input = make(sheet.long ? "textarea" : "input", { value: answer, rows: 5, autocomplete: "off", ariaLabel: `Your answer${hint}` })
    if (sheet.number && !hint) input.inputMode = "decimal"
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
      say(`${texts.get(keys[to])}: now number ${to + 1}.`)
    }
    const row = (key, place) => {
      const arrow = (sign, words, by) => make("button", { type: "button", textContent: sign, ariaLabel: `${words}: ${texts.get(key)}`, onclick: () => move(place, by) })
      return make("li", {}, make("span", { textContent: `${place + 1}. ${texts.get(key)}` }), arrow("↑", "Up", -1), arrow("↓", "Down", 1))
    }
    draw()
    return [[list], () => keys]
  },
  gaps: (sheet, answer = {}) => {
    const inputs = []
    const parts = sheet.parts.map((part) => {
      if (typeof part === "string") return part
      const input = part.options ? chooser(part.options, answer[part.gap], `Gap ${part.gap}`) : make("input", { value: answer[part.gap] ?? "", size: 12, ariaLabel: `Gap ${part.gap}`, autocomplete: "off" })
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

function hum() {
  const loud = { 1: "softly", 2: "clearly", 3: "loudly" }
  const ways = ["for", "against"].flatMap((side) => [3, 2, 1].map((strength) => ({ key: `${side} ${strength}`, text: `${side === "for" ? "For" : "Against"}, ${loud[strength]}` })))
  ways.push({ key: "for 0", text: "I stay silent" })
  return [ways.map((each) => option("radio", "hum", each, false)), () => {
    const [side, strength] = (checked()[0] ?? "").split(" ")
    return side ? { side, strength: Number(strength) } : null
  }]
}

// --- results ---

function result(view) {
  if (view.heard) return view.heard.flatMap((round, place) => [
    make("h3", { textContent: view.heard.length > 1 ? `Hum ${place + 1}` : "What the room sounded like" }),
    bar("For", round.for, 100, `${round.for}`), bar("Against", round.against, 100, `${round.against}`),
    make("p", { className: "quiet", textContent: "Strength, not heads: a hum is never counted." }),
  ])
  const { key, right, why, rounds } = view.result
  const shown = []
  if (view.earned === 1) say("Right.")
  else if (view.earned === 0) say("Not right.")
  else if (view.earned) say(`Partly right: ${Math.round(view.earned * 100)} %.`)
  if (view.feedback) shown.push(make("p", { className: "said", textContent: view.feedback }))
  const options = view.sheet.options
  if (options && ["one", "many"].includes(view.sheet.form)) {
    rounds.forEach((round, place) => {
      if (rounds.length > 1) shown.push(make("h3", { textContent: place ? "After the discussion" : "Before the discussion" }))
      for (const each of options) {
        const count = round.counts[each.key] ?? 0
        const isRight = key !== null && (Array.isArray(key) ? key.includes(each.key) : key === each.key)
        shown.push(bar(each.text, count, Math.max(1, round.answered), `${count}`, isRight))
      }
    })
  } else if (right) shown.push(make("h3", { textContent: "Right is" }), make("p", { className: "said", textContent: right }))
  if (why) shown.push(make("h3", { textContent: "Why" }), make("p", { className: "said", textContent: why }))
  return [...shown, ...past(view.past)]
}

function bar(text, value, max, count, isRight = false) {
  const words = make("div", { className: "words" }, make("span", { textContent: isRight ? `✓ ${text} (right)` : text }), make("span", { className: "count", textContent: count }))
  const progress = make("progress", { value, max, ariaLabel: `${text}: ${count}` })
  return make("div", { className: isRight ? "bar right" : "bar" }, words, progress)
}

function past(earned) {
  const marked = (earned ?? []).filter((each) => each !== null)
  if (marked.length < 2) return []
  const half = Math.floor(marked.length / 2)
  const mean = (list) => Math.round((100 * list.reduce((a, b) => a + b, 0)) / list.length)
  return [make("h3", { textContent: "You, and you before" }), make("p", { textContent: `The last ${marked.length - half}: ${mean(marked.slice(half))} %. Those before: ${mean(marked.slice(0, half))} %. Nobody else sees this.` })]
}
