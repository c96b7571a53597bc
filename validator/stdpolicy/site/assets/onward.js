"use strict";
// What an IRI names may be told on another page than that to which the server sends: there a list has its id, and says
// on which page it is.
(() => {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (_) { /* as it stands, then */ }
  const list = document.getElementById(id)?.closest("[data-onward]");
  if (list) location.replace(list.dataset.onward + location.hash);
})();
