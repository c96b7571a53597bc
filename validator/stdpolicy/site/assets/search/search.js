"use strict";
// Names are looked up in an index made here of what names.js lists; texts are read through for what was typed.
const stdpolicySearch = (() => {
  const box = document.getElementById("_q");
  const results = document.getElementById("_results");
  const count = document.getElementById("_count");
  const MOST = 200;
  const FIRST = 15;
  const rows = [];
  const texts = [];
  const english = document.documentElement.lang === "en";
  let kinds = {};
  let index = null;
  let loading = null;

  /** Traditional characters as simplified ones, capitals as small letters, each as long as it was: places in the text are kept. */
  const fold = (text) => Array.from(text, (c) => {
    const other = stdpolicyFold.get(c) ?? c.toLowerCase();
    return other.length === c.length ? other : c;
  }).join("");
  /** Latin words, and Han characters in overlapping pairs with the last by itself. */
  const tokens = (text) => {
    const found = [];
    for (const part of fold(text).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
      if (!/\p{Script=Han}/u.test(part)) { found.push(part); continue; }
      const letters = Array.from(part);
      for (let n = 0; n < letters.length; n += 1) found.push(letters[n] + (letters[n + 1] ?? ""));
    }
    return found;
  };
  const load = (file) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = resolve;
    script.onerror = resolve;
    document.head.append(script);
  });
  const loaded = () => {
    loading ??= Promise.all(results.dataset.files.trim().split(/\s+/).map(load)).then(() => {
      index = new MiniSearch({ fields: ["zh", "en"], tokenize: tokens, processTerm: (term) => term });
      index.addAll(rows.map((row, id) => ({ id, zh: row[1], en: row[2] })));
    });
    return loading;
  };
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };
  const link = (page, fragment, text, lang) => {
    const made = element("a", text);
    made.href = `${results.dataset.root}${results.dataset.tree}${page}index.html${fragment ? `#${fragment}` : ""}`;
    if (lang) made.lang = lang;
    return made;
  };
  const showNames = (query) => {
    const found = index.search(query, { prefix: true, combineWith: "AND", fuzzy: false });
    const list = document.createElement("ul");
    const rest = document.createElement("ul");
    for (const [n, { id }] of found.slice(0, MOST).entries()) {
      const [kind, zh, en, page, fragment] = rows[id];
      const item = document.createElement("li");
      const names = [[zh, "zh-Hans"], [en, "en"]].filter(([name]) => name);
      if (english) names.reverse();
      item.append(link(page, fragment, ...names[0]));
      if (names.length > 1) { const other = element("span", names[1][0]); other.lang = names[1][1]; item.append(" ", other); }
      item.append(element("small", ` ${(kinds[kind] ?? [kind, kind])[english ? 1 : 0]}`));
      (n < FIRST ? list : rest).append(item);
    }
    results.append(list);
    if (rest.childElementCount) {
      const more = document.createElement("details");
      more.append(element("summary", `+ ${rest.childElementCount} ${results.dataset.names}`), rest);
      results.append(more);
    }
    return found.length;
  };
  const showTexts = (query) => {
    const wanted = fold(query);
    let total = 0;
    for (const [title, page, provisions] of texts) {
      const list = document.createElement("ul");
      for (const [fragment, number, text, folded] of provisions) {
        const at = folded.indexOf(wanted);
        if (at < 0) continue;
        total += 1;
        if (total > MOST) continue;
        const item = document.createElement("li");
        item.append(link(page, fragment, number || fragment, ""), " ");
        const words = document.createElement("span");
        if (!/\p{Script=Han}/u.test(text)) words.lang = "en"; // a label, which is in both languages
        const start = Math.max(0, at - 30);
        words.append((start ? "…" : "") + text.slice(start, at), element("mark", text.slice(at, at + wanted.length)),
          text.slice(at + wanted.length, at + wanted.length + 60) + (at + wanted.length + 60 < text.length ? "…" : ""));
        item.append(words);
        list.append(item);
      }
      if (list.childElementCount) {
        const section = document.createElement("section");
        section.lang = "zh-Hans";
        section.append(element("h2", title), list);
        results.append(section);
      }
    }
    return total;
  };
  const search = async () => {
    const query = box.value.trim();
    if (!query) return;
    await loaded();
    results.replaceChildren();
    const names = showNames(query);
    const places = showTexts(query);
    const { names: n, texts: t, none, more } = results.dataset;
    count.textContent = names + places === 0 ? none
      : `${names} ${n}, ${places} ${t}${Math.max(names, places) > MOST ? ` (${more})` : ""}`;
  };
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    try { history.replaceState(null, "", `?q=${encodeURIComponent(box.value.trim())}`); } catch (_) { /* of a folder */ }
    search();
  });
  box.addEventListener("focus", loaded, { once: true });
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  window.addEventListener("DOMContentLoaded", search);
  return {
    names: ([names, found]) => { kinds = names; rows.push(...found); },
    texts: (found) => {
      for (const [title, page, provisions] of found) {
        texts.push([title, page, provisions.map(([id, number, text]) => [id, number, text, fold(text)])]);
      }
    },
  };
})();
