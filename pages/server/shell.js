// What Streamlit leaves unsaid to browsers and screen readers. Runs before Streamlit's own scripts.
"use strict";

(() => {
  const page = document.documentElement;

  // The server is where this page came from. Otherwise Streamlit tries the page's own address first and gets a 404.
  window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };

  // The page's language follows the address, as the text does.
  const sayLanguage = () => {
    const asked = new URLSearchParams(location.search).get("lang");
    page.lang = asked === "en" ? "en" : "sv";
    skip.textContent = page.lang === "en" ? "Skip to the content" : "Hoppa till innehållet";
  };

  // The first thing the keyboard reaches: past the menu, to the heading.
  const skip = document.createElement("a");
  skip.className = "skip";
  skip.href = "#";
  skip.addEventListener("click", event => {
    event.preventDefault();
    const heading = document.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  });

  // What a filter changed is said to screen readers: the page's own sentence, once it has settled.
  const said = document.createElement("div");
  said.className = "said";
  said.setAttribute("role", "status");
  let last = "";
  let waiting = 0;
  const sentence = () => document.querySelector(".st-key-summary")?.textContent.trim() ?? "";
  const announce = () => {
    const now = sentence();
    if (now && now !== last) said.textContent = last = now;
  };

  // Which page of the menu this is.
  const markPage = () => {
    for (const link of document.querySelectorAll(".st-key-menu a")) {
      // Streamlit's link to the first page leads to whatever page one is on when it is opened in a new tab.
      const target = link.getAttribute("href");
      if (!target || target.startsWith("?")) link.setAttribute("href", `/${target ?? ""}`);
      if (new URL(link.href).pathname === location.pathname) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  addEventListener("DOMContentLoaded", () => {
    sayLanguage();
    document.body.prepend(skip);
    document.body.append(said);
    const changed = () => {
      last ||= sentence(); // what stands there at first is read with the page
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        announce();
        markPage();
      }, 300);
    };
    new MutationObserver(changed).observe(document.getElementById("root"), { childList: true, subtree: true, characterData: true });
  });

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...values) => {
      original(...values);
      sayLanguage();
    };
  }
  addEventListener("popstate", sayLanguage);
})();
