// Follows the project: after each edit the page is fetched again, and what changed in it takes the place of what was there.
"use strict";

const status = () => document.getElementById("status");

function replaced(id, fresh) {
  const old = document.getElementById(id);
  const next = fresh.getElementById(id);
  if (!old || !next || old.innerHTML === next.innerHTML) return;
  // Whoever works with the keyboard stays where they were.
  const held = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
  old.replaceChildren(...next.childNodes);
  old.className = next.className;
  if (held) old.querySelector(`[href="${CSS.escape(held)}"]`)?.focus();
}

function renewed(frame) {
  const inner = frame.contentWindow;
  const top = inner.scrollY;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
  inner.location.reload();
}

async function changed(version) {
  if (version === document.body.dataset.version) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.title = fresh.title;
  replaced("bar", fresh);
  const frame = document.querySelector("iframe");
  if (frame) renewed(frame);
  else replaced("main", fresh);
  document.body.dataset.version = fresh.body.dataset.version;
  status().textContent = `Updated: ${document.getElementById("problems").textContent.trim()}`;
}

// A page that nobody sees lets go of its stream: a browser keeps six connections to a host, those of pages left behind among them, and with
// the last one gone none would be fetched anew.
let events = null;

function left() {
  events?.close();
  events = null;
}

function followed() {
  if (events || document.visibilityState === "hidden") return;
  events = new EventSource("/events");
  events.onmessage = (event) => changed(event.data);
  events.onerror = () => (status().textContent = "The program has ended; this page follows it when it is there again.");
}

document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? left() : followed()));
addEventListener("pagehide", left);
addEventListener("pageshow", followed);
followed();
