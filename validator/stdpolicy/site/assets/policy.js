"use strict";
// The reading page of a policy: buttons that copy, words and cards that light up together, long lists that fold, filters.
(() => {
  const desk = document.querySelector(".desk");
  if (!desk) return;
  const said = desk.dataset;
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll(".said [data-s]")];

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => act(made));
    return made;
  };

  const copier = (words, text) => button(words, async (made) => {
    await navigator.clipboard.writeText(text());
    made.textContent = said.copied;
    setTimeout(() => { made.textContent = words; }, 2000);
  });
  if (navigator.clipboard) {
    for (const link of document.querySelectorAll(".permalink")) {
      const words = link.closest(".words").querySelector(".said");
      link.id = `_p-${link.hash.slice(1)}`;
      const copiers = [
        copier(said.link, () => link.dataset.iri),
        copier(said.quote, () => `“${words.textContent}”——${said.cite} ${link.dataset.iri}`),
      ];
      for (const each of copiers) each.setAttribute("aria-describedby", link.id);
      link.after(...copiers);
    }
  }

  // The text alone, if that is what the reader wants of every policy.
  const quiet = document.getElementById("_quiet");
  const VIEW = "stdpolicy-quiet";
  try { quiet.checked = localStorage.getItem(VIEW) === "1"; } catch (_) { /* not kept, then */ }
  quiet.addEventListener("change", () => {
    try { localStorage.setItem(VIEW, quiet.checked ? "1" : "0"); } catch (_) { /* not kept, then */ }
  });

  const print = (words, textOnly) => button(words, () => {
    document.body.classList.toggle("textonly", textOnly);
    window.print();
  });
  document.querySelector(".view").append(print(said.print, false), print(said.printText, true));

  // Words and cards light up together.
  const byId = new Map();
  for (const each of [...marks, ...cards]) {
    for (const id of each.dataset.s.split(" ")) {
      if (!byId.has(id)) byId.set(id, []);
      byId.get(id).push(each);
    }
  }
  let lit = [];
  const light = (event) => {
    for (const each of lit) each.classList.remove("lit");
    const from = event.target.closest("[data-s]");
    lit = from ? from.dataset.s.split(" ").flatMap((id) => byId.get(id) || []) : [];
    for (const each of lit) each.classList.add("lit");
  };
  desk.addEventListener("pointerover", light);
  desk.addEventListener("focusin", light);

  for (const list of document.querySelectorAll("ul.many")) {
    const rest = [...list.children].slice(3);
    if (rest.length < 2) continue;
    for (const each of rest) each.hidden = true;
    const item = document.createElement("li");
    const more = button(said.more.replace("{}", rest.length), () => {
      for (const each of rest) each.hidden = false;
      item.remove();
      rest[0].tabIndex = -1;
      rest[0].focus();
    });
    more.className = "more";
    item.append(more);
    list.append(item);
  }

  // On a narrow screen what is encoded waits to be asked for; on paper nothing does.
  if (matchMedia("(max-width: 60rem)").matches) {
    for (const each of desk.querySelectorAll(".side > details, .data")) each.open = false;
  }
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    for (const each of document.querySelectorAll("ul.many > [hidden]")) each.hidden = false;
  });
  const reveal = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (_) { /* as it is, then */ }
    const found = document.getElementById(id);
    if (found && found.closest(".data")) quiet.checked = false;
    for (let each = found && found.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    if (found) found.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Filters: what is chosen is in the address.
  const form = document.getElementById("_filters");
  form.hidden = false;
  const chosen = () => [...new FormData(form)].filter(([, value]) => value);
  const apply = () => {
    const wanted = chosen();
    const passes = (card) => wanted.every(([name, value]) => (card.getAttribute(`data-${name}`) || "").split(" ").includes(value));
    const ids = new Set();
    for (const card of cards) {
      const passed = passes(card);
      card.classList.toggle("off", !passed);
      if (passed) ids.add(card.dataset.s);
    }
    for (const mark of marks) mark.classList.toggle("off", wanted.length > 0 && !mark.dataset.s.split(" ").some((id) => ids.has(id)));
    let clauses = 0;
    for (const clause of document.querySelectorAll(".clause")) {
      const shown = !!clause.querySelector(".card:not(.off)");
      clause.classList.toggle("off", wanted.length > 0 && !shown);
      clauses += shown;
    }
    document.getElementById("_found").textContent =
      wanted.length ? form.dataset.found.replace("{n}", ids.size).replace("{clauses}", clauses) : "";
    const query = new URLSearchParams(wanted).toString();
    try { history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash); } catch (_) { /* as it is, then */ }
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const select = document.getElementById(`_f-${name}`);
    if (select && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  if (chosen().length) apply();
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
})();
