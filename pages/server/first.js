// The page in the first answer can be read before any script has run (pages/server/first_page). Streamlit draws the same behind
// it, unseen; once all of it is there, it takes its place within one frame, with what the reader has opened, reached and scrolled
// to. Until then links are followed by the browser, and if it never comes, the page stays as it is.
"use strict";

(() => {
  const first = document.getElementById("first");
  if (!first) return;
  const root = document.getElementById("root");
  const main = page => page.querySelector("[data-testid=stMain]");
  const text = part => (part.querySelector(":scope p") ?? part).textContent.replace(/\s+/g, " ").trim();

  // What stands for a part of the first page in the other: by its id, else the one of its kind with the same text.
  const KINDS = "a[href], button, summary, h1, h2, h3, h4, [tabindex], [data-testid=stVegaLiteChart]";
  const alike = (part, page) => [...page.querySelectorAll(KINDS)].filter(other => text(other) === text(part));
  const counterpart = part => {
    if (part.id) return root.querySelector(`#${CSS.escape(part.id)}`);
    if (part.matches("[data-testid=stVegaLiteChart]")) {
      const charts = page => [...page.querySelectorAll("[data-testid=stVegaLiteChart]")];
      return charts(root)[charts(first).indexOf(part)];
    }
    const among = alike(part, first).indexOf(part);
    return alike(part, root)[among];
  };

  // Whether all that is seen is drawn, and nothing has moved since the last look.
  let measured = "";
  const isThere = () => {
    const app = root.querySelector("[data-testid=stApp]");
    if (app?.dataset.testScriptState !== "notRunning" || !root.querySelector(".page-footer")) return false;
    if (root.querySelector("[data-testid=stSkeleton]") || document.fonts.status !== "loaded") return false;
    const seen = part => part.offsetWidth > 0;
    const charts = [...root.querySelectorAll("[data-testid=stVegaLiteChart]")].filter(seen);
    if (!charts.every(chart => chart.querySelector("svg"))) return false;
    const maps = [...root.querySelectorAll("[data-testid=stDeckGlJsonChart]")].filter(seen);
    if (page.dataset.webgl !== "none" && !maps.every(map => map.querySelector("canvas"))) return false;
    const before = measured;
    measured = [main(root).scrollHeight, ...charts.map(chart => chart.getBoundingClientRect().top)].join();
    return measured === before;
  };
  const page = document.documentElement;

  // A reader who chooses from a list, or looks at a figure on the whole screen, is not disturbed.
  const isBusy = () => document.activeElement?.matches("#first :is(select, input):not(.search *)")
    || first.contains(document.fullscreenElement) || document.getSelection()?.type === "Range";

  // What the reader has opened or closed; a fold of Streamlit's opens when it is pressed, and takes a while.
  const openTheSame = () => {
    let changed = false;
    for (const fold of first.querySelectorAll("details")) {
      const summary = fold.querySelector("summary");
      const other = summary && counterpart(summary)?.closest("details");
      if (!other || other.open === fold.open) continue;
      if (other.closest(".stExpander") === other.parentElement) other.querySelector("summary").click();
      else other.open = fold.open;
      changed = true;
    }
    return changed;
  };

  // Where the reader is: a part near the upper edge that both pages have, and how far from it.
  const place = () => {
    for (const part of first.querySelectorAll(KINDS)) {
      const { top, height } = part.getBoundingClientRect();
      if (!height || top < 0 || top > innerHeight || !part.checkVisibility?.()) continue;
      const other = counterpart(part);
      if (other?.getBoundingClientRect().height) return { other, top };
    }
    return null;
  };

  const swap = () => {
    const active = document.activeElement;
    const focused = first.contains(active) && !active.closest(".search") ? counterpart(active) : null;
    const scrolled = main(first).scrollTop;
    main(root).scrollTop = scrolled;
    if (scrolled) {
      const at = place();
      if (at) main(root).scrollTop += at.other.getBoundingClientRect().top - at.top;
    }
    first.remove();
    dispatchEvent(new Event("lagesbild:drawn")); // the search goes along, with the keyboard in it
    if (focused?.matches("h1, [id]") && !focused.hasAttribute("tabindex")) focused.setAttribute("tabindex", "-1");
    focused?.focus({ preventScroll: true });
    page.dataset.taken = "";
  };

  const look = () => {
    if (!first.isConnected) return;
    if (isThere() && !isBusy()) {
      if (!openTheSame()) {
        swap();
        return;
      }
      measured = "";
      setTimeout(look, 700);
      return;
    }
    setTimeout(look, 60);
  };
  look();

  // Streamlit's page is begun once this one is seen: what it fetches and computes would hold this one up.
  const late = document.getElementById("late");
  const begin = () => {
    if (!late.isConnected) return;
    late.remove();
    document.head.append(document.importNode(late.content, true));
  };
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    setTimeout(begin);
  }).observe({ type: "paint", buffered: true });
  setTimeout(begin, 5000); // where nothing is painted, as in a tab behind others

  document.addEventListener("change", event => {
    event.target.closest?.("#first .first-form")?.requestSubmit();
  });
})();
