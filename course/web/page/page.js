// What the terminal's own script lacks: its address, its font, the keyboard at once, and an end in words.
"use strict";

// The link is spent; neither the address bar nor a bookmark should keep it.
history.replaceState(null, "", "/");

const terminal = document.querySelector(".textual-terminal");
terminal.dataset.sessionWebsocketUrl = location.origin.replace("http", "ws") + "/socket";

function ended(reason) {
  const why = document.getElementById("why");
  why.textContent = reason || why.dataset.lost;
  document.getElementById("ended").showModal();
}
document.getElementById("again").addEventListener("click", () => location.reload());
document.getElementById("ended").addEventListener("cancel", event => event.preventDefault());

window.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address);
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea").focus());
    this.addEventListener("close", event => ended(event.reason));
  }
};

// Cells are measured once, with the font that is there by then.
const begin = window.onload;
window.onload = async event => {
  const faces = ["16px", "bold 16px", "italic 16px"].map(face => `${face} "Roboto Mono"`);
  await Promise.allSettled(faces.map(face => document.fonts.load(face)));
  begin(event);
};
