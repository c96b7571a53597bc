"use strict";
// Filters: a form with the id of what it filters; whatever in that has the form's names as data is shown if its values
// are those chosen. What is chosen stands in the query string, so that a filtered page has an address.
for (const form of document.querySelectorAll("form[data-filters]")) {
  const things = document.getElementById(form.dataset.filters).querySelectorAll("[data-" + form.querySelector("select").name + "]");
  const chosen = () => [...form.querySelectorAll("select")].filter((one) => one.value);
  const show = () => {
    let count = 0;
    for (const thing of things) {
      const fits = chosen().every((one) => thing.dataset[one.name] === one.value);
      thing.toggleAttribute("data-away", !fits);
      if (fits) count += 1;
    }
    const output = form.querySelector("output");
    output.textContent = output.dataset.shown.replace("#", String(count));
  };
  const told = () => {
    const query = new URLSearchParams(chosen().map((one) => [one.name, one.value])).toString();
    show();
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch (_) { /* no address, then */ }
  };
  const asked = new URLSearchParams(location.search);
  for (const one of form.querySelectorAll("select")) {
    if (asked.has(one.name)) one.value = asked.get(one.name);
    if (one.selectedIndex < 0) one.value = "";
  }
  form.hidden = false;
  form.addEventListener("change", told);
  form.addEventListener("submit", (event) => { event.preventDefault(); told(); });
  form.addEventListener("reset", () => { setTimeout(told); });
  if (chosen().length) show();
}
