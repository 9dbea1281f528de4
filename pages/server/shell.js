// What Streamlit leaves unsaid to browsers and screen readers. Runs before Streamlit's own scripts.
"use strict";

(() => {
  const page = document.documentElement;

  // The server is where this page came from. Otherwise Streamlit tries the page's own address first and gets a 404.
  window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };

  // The page's language follows the address, as the text does: the first language there is.
  const sayLanguage = () => {
    const asked = new URLSearchParams(location.search).getAll("lang");
    page.lang = asked.find(language => ["sv", "en"].includes(language)) ?? "sv";
    skip.textContent = page.lang === "en" ? "Skip to the content" : "Hoppa till innehållet";
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

  // Links between the screens take the reader's choice along and say which screen this is.
  const AMONG_INDICATORS = ["area", "highlight"]; // elsewhere they mean something else
  const menu = () => [...document.querySelectorAll(".menu nav a")];
  const refreshLinks = () => {
    const here = new URLSearchParams(location.search);
    const carried = document.querySelector(".menu")?.dataset.carried?.split(" ") ?? [];
    const taken = names => new URLSearchParams([...here].filter(([name]) => names.includes(name)));
    const onIndicator = menu().some(link => link.pathname === location.pathname && "indicator" in link.dataset);
    for (const link of menu()) {
      link.search = taken(onIndicator && "indicator" in link.dataset ? [...carried, ...AMONG_INDICATORS] : carried);
      if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    // Folded only where the screen is narrow.
    for (const fold of document.querySelectorAll(".menu .fold")) fold.open ||= matchMedia("(min-width: 641px)").matches;
    for (const link of document.querySelectorAll(".menu > a")) {
      const there = new URLSearchParams(here);
      there.delete("lang");
      if (link.lang !== "sv") there.set("lang", link.lang);
      link.pathname = location.pathname;
      link.search = there;
    }
  };

  // They are followed as the back button is: Streamlit draws the other screen, and the scripts stay loaded.
  let left = null; // the heading of the screen that was left by a link
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.origin !== location.origin) return;
    if (!menu().some(known => known.pathname === link.pathname)) return;
    event.preventDefault();
    left = heading()?.textContent ?? null;
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });

  // What a filter changed is said to screen readers: the page's own sentence, once it has settled.
  const said = document.createElement("div");
  said.className = "said";
  said.setAttribute("role", "status");
  let last = "";
  let waiting = 0;
  const sentence = () => document.querySelector(".st-key-summary")?.textContent.trim() ?? "";
  const settle = () => {
    const now = sentence();
    if (left !== null && heading() && heading().textContent !== left) {
      left = null;
      last = now; // read with the new screen
      focusHeading();
      document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    } else if (now && now !== last) {
      said.textContent = last = now;
    }
  };

  addEventListener("DOMContentLoaded", () => {
    sayLanguage();
    document.body.prepend(skip);
    document.body.append(said);
    const changed = () => {
      last ||= sentence(); // what stands there at first is read with the page
      clearTimeout(waiting);
      waiting = setTimeout(settle, 300);
      refreshLinks();
    };
    new MutationObserver(changed).observe(document.getElementById("root"), { childList: true, subtree: true, characterData: true });
  });

  const addressChanged = () => {
    sayLanguage();
    refreshLinks();
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
