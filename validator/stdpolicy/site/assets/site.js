"use strict";
// What all pages have: the language that a reader chose, IRIs to copy, notations in tabs, and what is needed in print.
(() => {
  const KEY = "stdpolicy-language";
  let kept = null;
  try { kept = localStorage.getItem(KEY); } catch (_) { /* not kept, then */ }
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => {
      try { localStorage.setItem(KEY, link.dataset.language); } catch (_) { /* not kept, then */ }
    });
  }
  // Nobody is sent elsewhere: the start page offers the language that was chosen last, and every page is as it was asked for.
  const offer = document.getElementById("_language");
  if (offer) offer.hidden = kept !== offer.dataset.offered;

  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
      const words = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = words; }, 2000);
      });
    }
  }

  // Tabs as the ARIA Authoring Practices have them: one stop of the tab key, arrows within.
  for (const [n, group] of [...document.querySelectorAll("[data-tabs]")].entries()) {
    const panels = [...group.querySelectorAll(".notation")];
    const list = document.createElement("div");
    list.className = "tabs";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.dataset.tabs);
    const show = (chosen, focused) => {
      for (const [at, tab] of [...list.children].entries()) {
        tab.setAttribute("aria-selected", String(at === chosen));
        tab.tabIndex = at === chosen ? 0 : -1;
        panels[at].classList.toggle("away", at !== chosen);
      }
      if (focused) list.children[chosen].focus();
    };
    for (const [at, panel] of panels.entries()) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `_tab${n}-${at}`;
      tab.textContent = panel.dataset.notation;
      tab.setAttribute("role", "tab");
      panel.id = `_panel${n}-${at}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", () => show(at, false));
      list.append(tab);
    }
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const now = [...list.children].indexOf(document.activeElement);
      if (step) show((now + step + panels.length) % panels.length, true);
      else if (event.key === "Home") show(0, true);
      else if (event.key === "End") show(panels.length - 1, true);
      else return;
      event.preventDefault();
    });
    group.prepend(list);
    show(0, false);
  }

  // The foot of each sheet says what is printed, and of which version; without scripts the end of the last does.
  document.documentElement.style.setProperty("--foot", JSON.stringify(document.getElementById("_colophon").textContent.trim()));

  // What is folded is printed, too, in browsers that do not know ::details-content.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
})();
