"use strict";
// The start page opens in the language that its reader chose last; any other page is as it was asked for.
for (const link of document.querySelectorAll("[data-language]")) {
  link.addEventListener("click", () => {
    try { localStorage.setItem("stdpolicy-language", link.dataset.language); } catch (_) { /* not kept, then */ }
  });
}
