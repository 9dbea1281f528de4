// Losing the server and finding it again: what Streamlit says in English, late, or not at all. Runs before its own scripts.
"use strict";

(() => {
  const SWEDISH = {
    away: "Ingen kontakt med servern just nu. Det som står på sidan är kvar, och den fortsätter av sig själv när servern svarar igen.",
    lost: "Dina egna filer finns inte kvar: {names}. Servern eller sidan har startats om, och filer sparas inte. Siffrorna på sidan är utan dem.",
    again: "Lägg in dem igen",
    broken: "En del av sidan gick inte att hämta. Ladda om sidan. Hjälper inte det, säg till den som sköter panelen.",
    much: "En fil togs inte emot: det är för många eller för stora filer på en sida. Ta bort några först.",
    full: "En fil togs inte emot: servern har inte plats för fler just nu. Försök igen om några minuter.",
    close: "Stäng",
  };
  const ENGLISH = {
    away: "No contact with the server right now. What stands on the page stays, and it goes on by itself when the server answers again.",
    lost: "Your own files are not here any more: {names}. The server or the page was started anew, and files are not kept. The figures on the page are without them.",
    again: "Add them again",
    broken: "A part of the page could not be fetched. Load the page anew. If that does not help, tell whoever runs the dashboard.",
    much: "A file was not taken: there are too many files on one page, or too large ones. Remove some first.",
    full: "A file was not taken: the server has no room for more right now. Try again in some minutes.",
    close: "Close",
  };
  const words = () => (document.documentElement.lang === "en" ? ENGLISH : SWEDISH);

  // What is remembered for this tab alone, also when the page is loaded anew.
  const remembered = (name, otherwise) => {
    try {
      return JSON.parse(sessionStorage.getItem(`lagesbild-${name}`)) ?? otherwise;
    } catch {
      return otherwise; // the browser keeps nothing
    }
  };
  const remember = (name, value) => {
    try {
      sessionStorage.setItem(`lagesbild-${name}`, JSON.stringify(value));
    } catch {
      // nor does it now
    }
  };

  // One bar for each thing that is said, at the lower edge, over nothing that is read.
  const bar = (name, text, link) => {
    let shown = document.getElementById(`bar-${name}`);
    if (!shown) {
      shown = Object.assign(document.createElement("div"), { id: `bar-${name}`, className: "connection-bar" });
      shown.setAttribute("role", name === "away" ? "status" : "alert");
      document.body.append(shown);
    }
    const said = Object.assign(document.createElement("p"), { textContent: text });
    if (link) said.append(" ", link);
    shown.replaceChildren(said);
    return shown;
  };
  const closable = (shown, close) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words().close });
    button.addEventListener("click", close);
    shown.append(button);
  };
  const unbar = name => document.getElementById(`bar-${name}`)?.remove();

  // The server is away when its connection is, for longer than a moment. When it is back, the page is drawn anew: it may
  // be another process that knows nothing of this page, and Streamlit would go on showing what was there before.
  let everOpen = false;
  let waiting = 0;
  let leaving = false;
  addEventListener("pagehide", () => {
    leaving = true;
  });
  const redraw = () => {
    const { pathname, search, hash } = location;
    if (hash) history.replaceState(history.state, "", pathname + search); // with one, Streamlit only scrolls
    dispatchEvent(new PopStateEvent("popstate"));
    if (hash) history.replaceState(history.state, "", pathname + search + hash);
  };
  const opened = () => {
    clearTimeout(waiting);
    unbar("away");
    if (everOpen) setTimeout(redraw, 100); // Streamlit takes note of the connection after us
    everOpen = true;
  };
  const closed = () => {
    clearTimeout(waiting);
    if (leaving || !everOpen) return;
    waiting = setTimeout(() => bar("away", words().away), 1500);
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...asked) {
      super(...asked);
      this.addEventListener("open", opened);
      this.addEventListener("close", closed);
    }
  };

  // Own files live in the server's memory, for this page. What it says of them at its foot is remembered, so that it can be
  // told which are gone when another process, or the page loaded anew, knows none.
  const tellLost = () => {
    const foot = document.querySelector(".page-footer[data-session]");
    if (!foot) return;
    const { session } = foot.dataset;
    const there = JSON.parse(foot.dataset.own);
    const before = remembered("own", { session, names: [] });
    const gone = [...remembered("lost", []), ...(before.session === session ? [] : before.names)];
    const lost = [...new Set(gone)].filter(name => !there.includes(name));
    remember("own", { session, names: there });
    remember("lost", lost);
    if (!lost.length) {
      unbar("lost");
      return;
    }
    const text = words().lost.replace("{names}", lost.join(", "));
    if (document.getElementById("bar-lost")?.dataset.text === text) return;
    const link = Object.assign(document.createElement("a"), { textContent: words().again, href: foot.dataset.again });
    const shown = bar("lost", text, link);
    shown.dataset.text = text;
    closable(shown, () => {
      remember("lost", []);
      unbar("lost");
    });
  };
  addEventListener("lagesbild:drawn", tellLost);

  // A file that the server has no room for: Streamlit says no more than the number of the error, where one points at it.
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (String(url).includes("/_stcore/upload_file/")) {
      this.addEventListener("load", () => {
        const said = { 413: words().much, 507: words().full }[this.status];
        if (said) closable(bar("refused", said), () => unbar("refused"));
      });
    }
    return open.call(this, method, url, ...rest);
  };

  // After an update a script that is fetched when it is first needed may be gone: the page loads itself anew, once for each
  // version of Streamlit's scripts and never again, so not in a loop.
  addEventListener("vite:preloadError", event => {
    const version = document.querySelector('script[src*="static/js/index."]')?.getAttribute("src");
    const tried = remembered("anew", []);
    if (!version || tried.includes(version)) {
      bar("broken", words().broken);
      return;
    }
    remember("anew", [...tried, version].slice(-20));
    if (!remembered("anew", []).includes(version)) return; // it would not know that it has
    event.preventDefault();
    location.reload();
  });
})();
