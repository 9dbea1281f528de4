// What Streamlit leaves unsaid to browsers and screen readers. Runs before Streamlit's own scripts.
"use strict";

(() => {
  const page = document.documentElement;

  // The server is where this page came from. Otherwise Streamlit tries the page's own address first and gets a 404.
  window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };

  // Links made by others may call the place a municipality; from here on it has one name (pages/components/address.py).
  const asked = new URLSearchParams(location.search);
  if (asked.has("municipality")) {
    if (!asked.has("place")) for (const value of asked.getAll("municipality")) asked.append("place", value);
    asked.delete("municipality");
    history.replaceState(history.state, "", `${location.pathname}?${asked}${location.hash}`);
  }

  // Within another page (embed=1) there is the figure alone; see embed.css. Streamlit has another mode of this name, "true".
  const embedded = ["1", "true"].includes(asked.get("embed"));
  if (embedded) page.dataset.embed = "";
  const without = (href, ...names) => {
    const target = new URL(href);
    for (const name of names) target.searchParams.delete(name);
    return target.href;
  };

  // The figures of a page were sections of it once: links that name one lead to it still (pages/shootings.py).
  const figure = { "#hela-landet": "country", "#spridning": "places" }[location.hash];
  if (figure && location.pathname.endsWith("/skjutningar")) {
    asked.set("figure", figure);
    history.replaceState(history.state, "", `${location.pathname}?${asked}`);
  }

  // The page's language follows the address, as the text does: the first language there is.
  const sayLanguage = () => {
    const asked = new URLSearchParams(location.search).getAll("lang");
    const language = asked.find(language => ["sv", "en"].includes(language)) ?? "sv";
    if (page.lang === language && skip.textContent) return; // the whole page would be styled anew
    page.lang = language;
    skip.textContent = language === "en" ? "Skip to the content" : "Hoppa till innehållet";
    up.textContent = language === "en" ? "To the top" : "Till början";
  };

  const heading = () => document.querySelector("h1");
  const focusHeading = () => {
    heading()?.setAttribute("tabindex", "-1");
    heading()?.focus();
  };

  // The first thing the keyboard reaches: past the menu, to the heading.
  const skip = document.createElement("a");
  skip.className = "skip";
  skip.href = "#";
  skip.addEventListener("click", event => {
    event.preventDefault();
    focusHeading();
  });

  // The last thing that the keyboard reaches, seen once the first screen is left: back to the heading.
  const up = document.createElement("a");
  up.className = "to-top";
  up.href = "#";
  up.hidden = true;
  up.addEventListener("click", event => {
    event.preventDefault();
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    focusHeading();
  });
  document.addEventListener("scroll", event => {
    if (event.target.matches?.("[data-testid=stMain]")) up.hidden = event.target.scrollTop < innerHeight;
  }, { capture: true, passive: true });

  // Links between the screens take the reader's choice along and say which screen this is.
  const AMONG_INDICATORS = ["area", "highlight", "events"]; // elsewhere they mean something else
  const menu = () => [...document.querySelectorAll(".menu nav a")];
  const groups = () => [...document.querySelectorAll(".menu .group")];
  const put = (part, name, value) => { // what is written is styled anew, also when it is the same
    if (part.getAttribute(name) === value) return;
    if (value === null) part.removeAttribute(name);
    else part.setAttribute(name, value);
  };
  const refreshLinks = () => {
    const here = new URLSearchParams(location.search);
    const carried = document.querySelector(".menu")?.dataset.carried?.split(" ") ?? [];
    const taken = names => new URLSearchParams([...here].filter(([name]) => names.includes(name)));
    const onIndicator = menu().some(link => link.pathname === location.pathname && "indicator" in link.dataset);
    const among = `?${taken([...carried, ...AMONG_INDICATORS])}`;
    const elsewhere = `?${taken(carried)}`;
    for (const link of menu()) {
      put(link, "href", link.pathname + (onIndicator && "indicator" in link.dataset ? among : elsewhere).replace(/^\?$/, ""));
      put(link, "aria-current", link.pathname === location.pathname ? "page" : null);
    }
    for (const group of groups()) {
      put(group.querySelector("summary"), "aria-current", group.querySelector("[aria-current=page]") ? "true" : null);
    }
    for (const link of document.querySelectorAll(".menu > a")) {
      const there = new URLSearchParams(here);
      there.delete("lang");
      if (link.lang !== "sv") there.set("lang", link.lang);
      put(link, "href", location.pathname + `?${there}`.replace(/^\?$/, ""));
    }
  };

  const goTo = part => {
    const folds = []; // what is folded around it, the outermost first
    for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.unshift(fold);
    for (const fold of folds) if (!fold.open) fold.querySelector("summary").click();
    part.setAttribute("tabindex", "-1");
    part.focus({ preventScroll: true });
    part.scrollIntoView();
  };

  // They are followed as the back button is: Streamlit draws the other screen, and the scripts stay loaded.
  let left = location.hash ? "" : null; // the heading of the screen that was left by a link; none where the address leads into a page
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || !link.protocol.startsWith("http")) return;
    if (embedded && !link.closest(".views")) { // in the other page there is no room for more
      event.preventDefault();
      open(without(link.matches(".embedded a") ? location.href : link.href, "embed"), "_blank", "noopener");
      return;
    }
    if (link.origin !== location.origin) return;
    const isFirst = document.getElementById("first"); // Streamlit's page is not there yet: the browser follows
    const target = link.pathname === location.pathname && link.hash && document.getElementById(link.hash.slice(1));
    if (target) {
      event.preventDefault();
      history.pushState(null, "", link.hash);
      goTo(target);
      return;
    }
    if (isFirst) return;
    const screens = [...menu(), ...document.querySelectorAll(".page-footer nav a")];
    if (!screens.some(known => known.origin === location.origin && known.pathname === link.pathname)) return;
    event.preventDefault();
    const isAgain = link.closest(".menu") && link.pathname === location.pathname;
    const staysHere = link.pathname === location.pathname; // another figure of the same page: no other heading will come
    left = staysHere ? null : (heading()?.textContent ?? null);
    for (const part of document.querySelectorAll(".menu [open]")) part.open = false;
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    if (isAgain) focusHeading();
    if (link.matches(".card")) document.querySelector(".st-key-figure")?.scrollIntoView({ block: "nearest" });
  });

  // A group of the menu lies over the page: it closes when the reader goes on elsewhere, and with Escape.
  const closeOthers = event => {
    for (const group of groups()) if (group.open && !group.contains(event.target)) group.open = false;
  };
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const inside = part => part.contains(document.activeElement) || document.activeElement === document.body;
    const parts = [...document.querySelectorAll(".menu [open]")].filter(part => part.firstElementChild.offsetParent);
    const part = parts.findLast(inside);
    if (!part) return;
    part.open = false;
    part.firstElementChild.focus();
  });

  // The menu comes anew when its links change: what the reader has open stays open.
  let torn = null; // a menu that was taken away with something open
  let inMenu = false; // the keyboard was there last
  document.addEventListener("focusin", event => {
    if (event.target !== document.body) inMenu = Boolean(event.target.closest?.(".menu"));
  });
  document.addEventListener("pointerdown", event => {
    if (!event.target.closest?.(".menu")) [inMenu, torn] = [false, null];
  });
  const keepOpen = changes => {
    for (const part of changes.flatMap(change => [...change.removedNodes])) {
      const old = part.matches?.(".menu") ? part : part.querySelector?.(".menu");
      if (old && !old.isConnected && old.querySelector("[open]")) torn = old;
    }
    const now = document.querySelector(".menu");
    if (!torn || !now) return;
    const parts = [...now.querySelectorAll("details")];
    const were = [...torn.querySelectorAll("details")];
    torn = null;
    for (const [at, part] of parts.entries()) {
      if (!were[at]?.open) continue;
      part.open = true;
      if (inMenu && document.activeElement === document.body) part.firstElementChild.focus({ preventScroll: true });
    }
  };

  // The views of a figure: all are on the page, the address says which is open, and changing asks the server nothing.
  const VIEWS = ["chart", "table", "chance", "about"];
  const openedView = () => {
    const asked = new URLSearchParams(location.search).get("view");
    return VIEWS.includes(asked) ? asked : VIEWS[0];
  };
  const sayView = () => {
    const there = [...document.querySelectorAll(".views [data-view]")];
    const asked = openedView();
    const open = there.some(link => link.dataset.view === asked) ? asked : VIEWS[0];
    put(page, "data-view", open);
    for (const link of there) {
      const query = new URLSearchParams(location.search);
      query.delete("view");
      if (link.dataset.view !== VIEWS[0]) query.set("view", link.dataset.view);
      put(link, "href", location.pathname + `?${query}`.replace(/^\?$/, ""));
      put(link, "aria-current", link.dataset.view === open ? "true" : null);
    }
  };
  document.addEventListener("click", event => {
    const link = event.target.closest?.(".views [data-view]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.href);
    sayView();
  });

  // Once the page is at rest, the charts of views and folds that are closed are drawn too: a browser prints at once. A chart
  // that is out of sight while its page changes would else be printed as it was before. See views.css.
  const rest = () => {
    if (document.querySelector("[data-test-script-state=running]")) resting = setTimeout(rest, 300);
    else put(page, "data-at-rest", "");
  };
  let resting = 0;
  let restedAt = location.pathname;
  const leaveRest = () => {
    if (location.pathname === restedAt) return; // the same page, of another choice
    restedAt = location.pathname;
    put(page, "data-at-rest", null); // the next one comes first
  };

  // Charts over years can be read with the keyboard, year by year with the arrows to the sides, line by line with the others;
  // what is reached is marked, written beside the chart and said.
  const POINT = /^(.+), (\d{4}): (.+)$/s;
  const reader = document.createElement("p");
  reader.className = "chart-reader";
  reader.setAttribute("role", "status");
  const pointsOf = chart => {
    const found = new Map();
    for (const mark of chart.querySelectorAll("svg .mark-symbol path[aria-label]")) {
      const [, name, year, figure] = POINT.exec(mark.getAttribute("aria-label")) ?? [];
      if (!year) continue;
      if (!found.has(year)) found.set(year, []);
      found.get(year).push({ name, figure, mark });
    }
    return new Map([...found].sort(([one], [other]) => one - other));
  };
  const openCharts = () => { // the keyboard and screen readers get into them
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart]")) {
      if (pointsOf(chart).size < 2) continue;
      put(chart, "tabindex", "0");
      put(chart, "role", "application");
    }
  };
  let at = null; // the chart that is read, the year, and the line within it, -1 for all
  const leave = () => {
    for (const mark of document.querySelectorAll(".read")) mark.classList.remove("read");
    reader.remove();
    at = null;
  };
  const read = () => {
    const points = pointsOf(at.chart);
    const years = [...points.keys()];
    at.year = years.includes(at.year) ? at.year : years.at(-1);
    const there = points.get(at.year);
    at.line = Math.max(-1, Math.min(at.line, there.length - 1));
    const chosen = at.line < 0 ? there : [there[at.line]];
    for (const mark of document.querySelectorAll(".read")) mark.classList.remove("read");
    for (const { mark } of chosen) mark.classList.add("read");
    at.chart.after(reader);
    reader.textContent = `${at.year}: ${chosen.map(({ name, figure }) => `${name} ${figure}`).join("; ")}`;
  };
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  const LINES = { ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", event => {
    const chart = event.target.closest?.("[data-testid=stVegaLiteChart][tabindex]");
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && at) {
      leave();
      return;
    }
    if (!(event.key in STEPS) && !(event.key in LINES)) return;
    event.preventDefault();
    const years = [...pointsOf(chart).keys()];
    if (at?.chart !== chart) at = { chart, year: years.at(-1), line: -1 };
    else if (event.key in LINES) at.line += LINES[event.key];
    else at.year = years[Math.max(0, Math.min(years.length - 1, years.indexOf(at.year) + STEPS[event.key]))];
    read();
  });
  document.addEventListener("focusout", event => {
    if (at && event.target === at.chart) leave();
  });

  // The figure on the whole screen, for the chamber; Escape leads back.
  document.addEventListener("click", event => {
    const button = event.target.closest?.("button.full-screen");
    const figure = button?.closest(".st-key-figure");
    if (!figure) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else figure.requestFullscreen?.().catch(() => {});
  });

  // A link to what is seen, in one press; the button says for a while that it is done.
  const inAttribute = text => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const copied = ({ text, frame }) => {
    if (frame === undefined) return text === undefined ? location.href : text.replace("{address}", location.href);
    const there = new URL(location.href);
    there.searchParams.set("embed", "1");
    const height = Math.ceil(document.querySelector(".st-key-figure")?.offsetHeight ?? 500) + 260; // title and sentence
    const [source, title] = [there.href, frame].map(inAttribute);
    return `<iframe src="${source}" title="${title}" width="100%" height="${height}" style="border: 0" loading="lazy" allow="clipboard-write"></iframe>`;
  };
  document.addEventListener("click", async event => {
    const button = event.target.closest?.("button.copy");
    if (!button || button.dataset.label) return;
    try {
      await navigator.clipboard.writeText(copied(button.dataset));
    } catch {
      prompt(button.textContent, copied(button.dataset)); // where the browser keeps the clipboard to itself
      return;
    }
    button.dataset.label = button.textContent;
    button.style.minWidth = `${button.getBoundingClientRect().width}px`; // what stands beside it stays where it is
    button.textContent = said.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = button.dataset.label;
      delete button.dataset.label;
      button.style.minWidth = "";
    }, 4000);
  });

  // A map must not trap the page: the wheel and one finger scroll it, also over a map. The wheel with Ctrl, two fingers and
  // the buttons zoom; the buttons turn the wheel that the map knows, in its middle. See touch-action in charts.css.
  const MAP = "[data-testid=stDeckGlJsonChart]";
  document.addEventListener("wheel", event => {
    if (event.isTrusted && !event.ctrlKey && !event.metaKey && event.target.closest?.(MAP)) event.stopImmediatePropagation();
  }, { capture: true, passive: true });
  const fingers = new Set();
  for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
    document.addEventListener(kind, event => {
      if (event.pointerType !== "touch") return;
      if (kind === "pointerdown") fingers.add(event.pointerId);
      else if (kind !== "pointermove") fingers.delete(event.pointerId);
      // Until the browser scrolls, the map would follow the finger for a bit.
      else if (fingers.size < 2 && event.target.closest?.(MAP)) event.stopImmediatePropagation();
    }, { capture: true, passive: true });
  }
  for (const moved of ["touchstart", "touchmove"]) {
    document.addEventListener(moved, event => {
      if (event.touches.length > 1 && event.cancelable && event.target.closest?.(MAP)) event.preventDefault();
    }, { capture: true, passive: false });
  }
  document.addEventListener("click", event => {
    const button = event.target.closest?.("button[data-zoom]");
    const canvas = button && document.querySelector(`${MAP} canvas`);
    if (!canvas) return;
    const { x, y, width, height } = canvas.getBoundingClientRect();
    const turned = { bubbles: true, cancelable: true, clientX: x + width / 2, clientY: y + height / 2 };
    const deltaY = button.dataset.zoom === "in" ? -200 : 200;
    canvas.dispatchEvent(new WheelEvent("wheel", { ...turned, deltaY }));
  });

  // Without WebGL the map on the page is empty: the drawn one stands in its place.
  try {
    if (!document.createElement("canvas").getContext("webgl2")) page.dataset.webgl = "none";
  } catch {
    page.dataset.webgl = "none";
  }

  // The link to exactly these figures is made by the server, which writes it to the address; then it is copied too. Where
  // the browser keeps the clipboard to itself by then, the line below the button says what to do.
  document.addEventListener("click", event => {
    if (!event.target.closest?.(".st-key-freeze button")) return;
    const asked = Date.now();
    const copy = setInterval(() => {
      if (new URLSearchParams(location.search).has("version")) navigator.clipboard?.writeText(location.href).catch(() => {});
      else if (Date.now() - asked < 4000) return;
      clearInterval(copy);
    }, 100);
  });

  // What a filter changed is said to screen readers: the page's own sentence, once it has settled.
  const said = document.createElement("div");
  said.className = "said";
  said.setAttribute("role", "status");
  let last = "";
  let waiting = 0;
  const sentence = () => [...(document.getElementById("first") ?? document).querySelectorAll(".st-key-summary, .st-key-area_said")].map(part => {
    const read = part.cloneNode(true);
    for (const meaning of read.querySelectorAll(".meaning")) meaning.remove(); // of a word, for who asks for it
    return read.textContent.trim();
  }).join(" ");
  const settle = () => {
    const now = sentence();
    if (left !== null && heading() && heading().textContent !== left) {
      const part = document.getElementById(location.hash.slice(1));
      if (location.hash && !part && document.querySelector("[data-test-script-state=running]")) return; // it will come
      left = null;
      last = now; // read with the new screen
      if (document.querySelector(".menu [open]")) return; // the reader is on the way elsewhere
      if (part) {
        goTo(part);
        return;
      }
      if (document.activeElement?.matches("[data-testid=stMain] :is(input, textarea):not(header *)")) return; // the reader types already
      focusHeading();
      document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    } else if (now && now !== last) {
      said.textContent = last = now;
    }
  };

  // Streamlit's own words for choosing files, typing and choosing, which it has in English only.
  const SWEDISH = [
    [/^Upload$/, "Välj filer"],
    [/^Add files$/, "Lägg till filer"],
    [/^Drag and drop files here$/, "Släpp filerna här"],
    [/^(\d+) ?(MB|GB) per file$/, "Högst $1 $2 per fil"],
    [/^Remove (.+)$/, "Ta bort $1"],
    [/^Cancel upload of (.+)$/, "Avbryt uppladdningen av $1"],
    [/^File must be ([\d.]+) ?(MB|GB) or smaller\.$/, "Filen får vara högst $1 $2."],
    [/^Unexpected error\. Please try again\.$/, "Något gick fel. Försök igen."],
    [/^Click to retry upload$/, "Klicka för att försöka igen"],
    [/^Press Enter to apply$/, "Tryck på Retur"],
    [/^No results$/, "Inget passar"],
    [/^Add: (.+)$/, "Sök: $1"],
    [/^Select all$/, "Välj alla"],
    [/^You can only select up to (\d+) options\. Remove an option first\.$/, "Högst $1 kan väljas. Ta bort något först."],
    [/^Clear all$/, "Rensa"],
    [/^Selected values$/, "Valda"],
    [/^Open$/, "Öppna"],
    [/^(\d+) options? available\.$/, "$1 alternativ."],
    [/^(.+), selected$/, "$1, vald"],
    [/^file upload$/, "Filer"],
  ];
  const ENGLISH_ONLY =
    "[data-testid=stFileUploader], [data-testid=InputInstructions], [data-testid=stMultiSelect], [data-testid=stSelectbox], [role=listbox], [data-live-announcer]";
  const originals = new WeakMap(); // a text or attribute as Streamlit wrote it, with what we made of it
  const translated = (text, kept) => {
    const english = kept?.made === text ? kept.english : text;
    const found = page.lang === "sv" && SWEDISH.find(([pattern]) => pattern.test(english.trim()));
    return { english, made: found ? english.trim().replace(found[0], found[1]) : english };
  };
  const translate = () => {
    for (const part of document.querySelectorAll(ENGLISH_ONLY)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const { english, made } = translated(text.data, originals.get(text));
        originals.set(text, { english, made });
        if (text.data !== made) text.data = made;
      }
      for (const named of part.querySelectorAll("[aria-label], [title]")) {
        const kept = originals.get(named) ?? {};
        for (const name of ["aria-label", "title"]) {
          if (!named.hasAttribute(name)) continue;
          kept[name] = translated(named.getAttribute(name), kept[name]);
          if (named.getAttribute(name) !== kept[name].made) named.setAttribute(name, kept[name].made);
        }
        originals.set(named, kept);
      }
    }
  };

  // Among the pills of places, the last opens a list of more: it is no place, and says so.
  const sayOpeners = () => {
    for (const pill of document.querySelectorAll(".st-key-area_filter .stButtonGroup button")) {
      const opens = pill.textContent.trim().endsWith("…");
      put(pill, "aria-expanded", opens ? String(pill.dataset.selected === "true") : null);
    }
  };

  // A file that could not be made: Streamlit says so in English, beside the button, for five seconds.
  const tellFailures = () => {
    for (const said of document.querySelectorAll("[data-testid=stDownloadButtonError]")) {
      const row = said.closest("[class*=st-key-downloads]") ?? said.parentElement;
      if (row.querySelector(".failed")) continue;
      const words = page.lang === "en"
        ? "The file could not be made, and nothing was downloaded. Try again, or choose less. If that does not help, tell whoever runs the dashboard."
        : "Filen gick inte att göra, och inget har laddats ned. Försök igen, eller välj mindre. Hjälper inte det, säg till den som sköter panelen.";
      const told = Object.assign(document.createElement("p"), { className: "failed", textContent: words });
      told.setAttribute("role", "alert");
      row.append(told);
    }
  };
  document.addEventListener("click", event => {
    if (event.target.closest?.(".stDownloadButton")) for (const told of document.querySelectorAll(".failed")) told.remove();
  });

  // Files that were chosen are taken over by the page, and the uploader comes anew: the keyboard goes back to it.
  let choosing = false;
  addEventListener("focusin", event => {
    if (event.target !== document.body) choosing = Boolean(event.target.closest?.("[data-testid=stFileUploader]"));
  });
  const refocus = () => {
    if (choosing && document.activeElement === document.body) {
      document.querySelector("[data-testid=stFileUploader] button")?.focus({ preventScroll: true });
    }
  };

  // A link that chooses among the figures of a page is drawn anew by what it chose: the keyboard stays on it.
  const CHOOSES = ".choices a, a.card, .area-cells a";
  let chosen = -1; // which of them the keyboard was on last
  addEventListener("focusin", event => {
    if (event.target !== document.body) chosen = [...document.querySelectorAll(CHOOSES)].indexOf(event.target);
  });
  addEventListener("pointerdown", event => {
    if (!event.target.closest?.(CHOOSES)) chosen = -1;
  });
  addEventListener("click", event => { // what is closed leads back to what had opened it
    if (!event.target.closest?.(".panel-head a")) return;
    chosen = [...document.querySelectorAll(CHOOSES)].findIndex(link => link.matches(".area-cells [aria-current]"));
  }, true);
  const stay = () => {
    if (chosen >= 0 && left === null && document.activeElement === document.body) {
      document.querySelectorAll(CHOOSES)[chosen]?.focus({ preventScroll: true });
    }
  };

  // Streamlit fetches its font of icons, 375 kB, ahead of need: it comes where a page shows one. See the folds in base.css.
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...rest) => (font.includes("Material Symbols") ? Promise.resolve([]) : load(font, ...rest));

  // Maps keep what they have drawn: else a browser that prints finds them empty.
  const context = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options, ...rest) {
    const kept = String(kind).startsWith("webgl") ? { ...options, preserveDrawingBuffer: true } : options;
    return context.call(this, kind, kept, ...rest);
  };

  // On paper: what this is, from when, and the address that shows it; and charts as wide as the sheet.
  const SHEET = 670; // about as wide as A4 within its margins, in CSS pixels
  const printed = document.createElement("div");
  printed.className = "printed";
  const refreshPrinted = () => {
    const date = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
    const words = page.lang === "en" ? ["Printed", "Address"] : ["Utskrivet", "Adress"];
    const lines = [`Lägesbild. ${words[0]} ${date}`, `${words[1]}: ${location.href}`];
    printed.replaceChildren(
      ...lines.map(text => Object.assign(document.createElement("p"), { textContent: text })),
    );
    restoreCharts();
    document.querySelectorAll("svg.marks").forEach(narrowed);
  };

  // A chart drawn for a wide screen is made narrow, not small: what lies along moves together, letters and marks stay as
  // they are. Drawing it anew would come too late: the browser prints at once.
  let asDrawn = []; // how to undo it
  const narrowed = chart => {
    const drawn = chart.viewBox.baseVal;
    if (!drawn || drawn.width <= SHEET || chart.querySelector(".mark-shape")) return; // a map keeps its shape
    const parts = [...chart.querySelectorAll("text, .mark-symbol path")].filter(part => /^translate/.test(part.getAttribute("transform")));
    const base = chart.getScreenCTM().inverse();
    const reach = parts.map(part => {
      const there = base.multiply(part.getScreenCTM());
      const box = part.getBBox();
      const sides = there.b ? [-8, 8] : [box.x * there.a, (box.x + box.width) * there.a];
      return [there.e, ...sides];
    });
    const ends = share => [
      Math.min(0, ...reach.map(([at, left]) => at * share + left)),
      Math.max(drawn.width * share, ...reach.map(([at, , right]) => at * share + right)),
    ];
    let share = SHEET / drawn.width;
    let [left, right] = ends(share);
    while (right - left > SHEET && share > 0.2) {
      share -= 0.01;
      [left, right] = ends(share);
    }
    const before = parts.map(part => [part, part.getAttribute("transform")]);
    asDrawn.push(() => {
      for (const [part, transform] of before) part.setAttribute("transform", transform);
      chart.removeAttribute("preserveAspectRatio");
      for (const name of ["width", "height", "left"]) chart.style.removeProperty(`--print-${name}`);
    });
    for (const [part, transform] of before) {
      part.setAttribute("transform", transform.replace(/translate\([^)]*\)/, `$& scale(${1 / share},1)`));
    }
    chart.setAttribute("preserveAspectRatio", "none");
    chart.style.setProperty("--print-width", `${drawn.width * share}px`);
    chart.style.setProperty("--print-height", `${drawn.height}px`);
    chart.style.setProperty("--print-left", `${-left}px`);
  };
  const restoreCharts = () => {
    asDrawn.forEach(undo => undo());
    asDrawn = [];
  };
  addEventListener("beforeprint", refreshPrinted);
  addEventListener("afterprint", restoreCharts);

  addEventListener("DOMContentLoaded", () => {
    sayLanguage();
    document.body.prepend(skip, printed);
    document.body.append(up, said);
    let awaited = 0;
    const redrawn = () => {
      awaited = 0;
      refreshLinks();
      sayView();
      translate();
      tellFailures();
      sayOpeners();
      openCharts();
      refocus();
      stay();
      dispatchEvent(new Event("lagesbild:drawn"));
      page.dataset.drawn = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"; // for what is printed
    };
    const soon = () => {
      awaited ||= requestAnimationFrame(redrawn); // before it is seen, once for all changes of a moment
    };
    const changed = changes => {
      keepOpen(changes);
      last ||= sentence(); // what stands there at first is read with the page
      clearTimeout(waiting);
      clearTimeout(resting);
      waiting = setTimeout(settle, 300);
      resting = setTimeout(rest, 300);
      soon();
    };
    new MutationObserver(changed).observe(document.getElementById("root"), { childList: true, subtree: true, characterData: true });
    // Lists to choose from are drawn outside the page's own root.
    new MutationObserver(changes => {
      // What is read out at once is not put off until the page is drawn.
      if (changes.some(change => change.target.closest?.("[data-live-announcer]"))) translate();
      soon();
    }).observe(document.body, { childList: true, subtree: true });
  });

  const addressChanged = () => {
    leaveRest();
    sayLanguage();
    refreshLinks();
    sayView();
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...values) => {
      original(...values);
      addressChanged();
    };
  }
  addEventListener("popstate", addressChanged);
})();
