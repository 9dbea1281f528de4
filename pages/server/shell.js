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
  };

  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...values) => {
      original(...values);
      sayLanguage();
    };
  }
  addEventListener("popstate", sayLanguage);
})();
