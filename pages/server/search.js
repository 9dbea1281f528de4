// The search in the header: what there is comes once, when the reader first goes there, and is looked through here.
// A combobox with a list, as the WAI-ARIA Authoring Practices have it; results are links.
"use strict";

(() => {
  const MOST = 8;
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

  const input = Object.assign(document.createElement("input"), { type: "search", id: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found" })) {
    input.setAttribute(name, value);
  }
  const list = Object.assign(document.createElement("div"), { id: "found", hidden: true });
  list.setAttribute("role", "listbox");
  const nothing = Object.assign(document.createElement("p"), { className: "nothing", hidden: true });
  const told = Object.assign(document.createElement("div"), { className: "said" });
  told.setAttribute("role", "status");
  const slot = () => document.querySelector(".menu .search");
  const words = () => slot()?.dataset ?? {};

  // What there is, by the language that it was asked in.
  const known = new Map();
  const fetched = () => {
    const from = words().index;
    if (!known.has(from)) {
      const answer = fetch(from)
        .then(response => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
        .then(({ entries }) => entries.map(entry => {
          const title = plain(entry.title);
          return { ...entry, plain: title, words: title.split(/[\s/–-]+/), also: plain(`${entry.also} ${entry.about}`).split(/[\s/–-]+/) };
        }));
      answer.catch(() => known.delete(from)); // asked anew with the next letter
      known.set(from, answer);
    }
    return known.get(from);
  };

  // How well an entry fits, the smaller the better: it is called so, begins so, has such words, is also called so, holds it.
  const fit = (entry, wanted, parts) => {
    if (entry.plain === wanted) return 0;
    if (entry.plain.startsWith(wanted)) return 1;
    const begins = (some, part) => some.some(word => word.startsWith(part));
    if (parts.every(part => begins(entry.words, part))) return 2;
    if (parts.every(part => begins(entry.words, part) || begins(entry.also, part))) return 3;
    return wanted.length > 2 && entry.plain.includes(wanted) ? 4 : null;
  };
  const find = (entries, wanted) => {
    const parts = wanted.split(/[\s/–-]+/).filter(Boolean);
    const fits = entries.map((entry, at) => [fit(entry, wanted, parts), at, entry]).filter(([how]) => how !== null);
    return fits.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , entry]) => entry);
  };

  const there = entry => {
    const target = new URL(entry.address, location.origin);
    const here = new URLSearchParams(location.search);
    for (const name of ["lang", "place"]) {
      const carried = here.get(name);
      if (carried && !target.searchParams.has(name)) target.searchParams.set(name, carried);
    }
    return target.pathname + target.search + target.hash;
  };

  const options = () => [...list.children];
  const active = () => options().findIndex(option => option.id === input.getAttribute("aria-activedescendant"));
  const choose = at => {
    for (const [number, option] of options().entries()) option.setAttribute("aria-selected", String(number === at));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.replaceChildren();
    list.hidden = nothing.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const say = text => {
    told.textContent = nothing.textContent = text;
  };

  const show = async () => {
    const wanted = plain(input.value);
    if (!wanted) {
      close();
      told.textContent = "";
      return;
    }
    let entries;
    try {
      entries = await fetched();
    } catch {
      close();
      say(words().failed ?? "");
      nothing.hidden = false;
      return;
    }
    if (wanted !== plain(input.value)) return; // the reader has typed on meanwhile
    const found = find(entries, wanted);
    close();
    list.replaceChildren(...found.slice(0, MOST).map((entry, at) => {
      const option = Object.assign(document.createElement("a"), { id: `found-${at}`, href: there(entry), tabIndex: -1 });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(
        Object.assign(document.createElement("b"), { textContent: entry.title }), " ",
        Object.assign(document.createElement("span"), { textContent: entry.about }),
      );
      return option;
    }));
    list.hidden = !found.length;
    nothing.hidden = Boolean(found.length);
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    const { one = "", many = "", none = "" } = words();
    say(found.length ? (found.length === 1 ? one : many).replace("{count}", found.length) : none.replace("{text}", input.value.trim()));
  };

  input.addEventListener("focus", () => fetched().catch(() => {}));
  input.addEventListener("input", show);
  input.addEventListener("keydown", event => {
    const last = options().length - 1;
    const moves = { ArrowDown: at => (at === last ? -1 : at + 1), ArrowUp: at => (at < 0 ? last : at - 1) };
    if (event.isComposing) return;
    if (event.key in moves) {
      event.preventDefault();
      if (last < 0) show();
      else choose(moves[event.key](active()));
    } else if (event.key === "Enter" && last >= 0) {
      event.preventDefault();
      options()[Math.max(0, active())].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden && nothing.hidden) input.value = "";
      close();
    }
  });
  list.addEventListener("pointerdown", event => event.preventDefault()); // the keyboard stays where it is
  list.addEventListener("click", event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return; // in a tab of its own
    input.value = "";
    input.blur();
    setTimeout(close); // once the link has been followed
  });
  input.addEventListener("blur", () => setTimeout(() => input === document.activeElement || close()));

  // A slash leads here, as on many pages, wherever nothing else is typed into.
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || !slot()) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  // The header comes anew with every page: the search moves into the new one, with what is typed and the keyboard in it.
  let inside = false;
  document.addEventListener("focusin", event => {
    if (event.target !== document.body) inside = event.target === input;
  });
  const place = () => {
    const now = slot();
    if (!now) return;
    if (input.getAttribute("aria-label") !== words().label) {
      input.setAttribute("aria-label", words().label);
      list.setAttribute("aria-label", words().label);
      input.placeholder = words().placeholder;
      if (input.value) show(); // in the language that the reader has turned to
    }
    if (now.contains(input)) return;
    const at = [input.selectionStart, input.selectionEnd];
    now.replaceChildren(input, list, nothing);
    if (inside && document.activeElement === document.body) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(...at);
    }
  };
  addEventListener("lagesbild:drawn", place); // the first page has gone, and its header with it
  addEventListener("DOMContentLoaded", () => {
    document.body.append(told);
    place();
    new MutationObserver(place).observe(document.getElementById("root"), { childList: true, subtree: true });
  });
})();
