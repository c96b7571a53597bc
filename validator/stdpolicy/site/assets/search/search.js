"use strict";
// The index is in files, each a call of one of the functions below. A question needs those that have all its grams: from
// the names of these an index is made here, their texts are read through for what was typed.
const stdpolicySearch = (() => {
  const box = document.getElementById("_q");
  const results = document.getElementById("_results");
  const count = document.getElementById("_count");
  const MOST = 200;
  const FIRST = 15;
  const ABREAST = 4;
  const rows = [];
  const texts = [];
  const masks = new Map();
  const english = document.documentElement.lang === "en";
  let kinds = {};
  let counts = { names: 0, texts: 0 };
  let firsts = [];
  let asked = 0;
  let indexed = 0;
  const index = () => {
    made ??= new MiniSearch({ fields: ["zh", "en"], tokenize: tokens, processTerm: (term) => term });
    const fresh = rows.slice(indexed);
    made.addAll(fresh.map((row, n) => ({ id: indexed + n, zh: row[1], en: row[2] })));
    indexed = rows.length;
    return made;
  };
  let made = null;

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
  /** What each text has that has this one, as grams.py says it. */
  const grams = (text) => {
    const found = new Set();
    for (const run of fold(text).match(/[\u3400-\u9fff\u{20000}-\u{3ffff}]+|[a-z0-9]+/gu) ?? []) {
      const letters = Array.from(run);
      const length = run.charCodeAt(0) < 128 ? 3 : Math.min(2, letters.length);
      for (let n = 0; n + length <= letters.length; n += 1) found.add(letters.slice(n, n + length).join(""));
    }
    return [...found];
  };
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = results.dataset.first.replace("index.js", `${name}.js`);
        script.onload = resolve;
        script.onerror = resolve;
        document.head.append(script);
      }));
    }
    return files.get(name);
  };
  /** The numbers of the files that have all grams of a question, those of names and those of texts. */
  const found = async (query) => {
    await load("index");
    const wanted = grams(query);
    const parts = new Set(wanted.map((gram) => firsts.findLastIndex((first) => first <= gram)).filter((n) => n >= 0));
    await Promise.all([...parts].map((n) => load(`grams${n}`)));
    const all = (1n << BigInt(counts.names + counts.texts)) - 1n;
    const mask = wanted.reduce((rest, gram) => rest & BigInt(`0x${masks.get(gram) ?? "0"}`), all);
    const within = (start, length) => Array.from({ length }, (_, n) => n).filter((n) => (mask >> BigInt(start + n)) & 1n);
    return { names: within(0, counts.names), texts: within(counts.names, counts.texts) };
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
    const wanted = fold(query);
    /** Whether a name is what was typed and no more: of a term also its name before the label. */
    const whole = ({ id }) => rows[id].slice(1, 3).some((name) => fold(name).split(": ").includes(wanted));
    const found = index().search(query, { prefix: true, combineWith: "AND", fuzzy: false });
    found.sort((one, other) => whole(other) - whole(one) || whole(one) * (one.id - other.id));
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
  /** Shows where a text is in one of the files, after so many places, and returns how many there are then. */
  const showTexts = (query, file, before) => {
    const wanted = fold(query);
    let total = before;
    for (const [title, page, provisions] of texts[file] ?? []) {
      let list = results.lastElementChild?.dataset.page === page ? results.lastElementChild.lastElementChild : null;
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
        if (!list) {
          const section = document.createElement("section");
          section.lang = "zh-Hans";
          section.dataset.page = page;
          list = document.createElement("ul");
          section.append(element("h2", title), list);
          results.append(section);
        }
        list.append(item);
      }
    }
    return total;
  };
  const search = async () => {
    const query = box.value.trim();
    if (!query) return;
    asked += 1;
    const mine = asked;
    const where = await found(query);
    await Promise.all(where.names.map((n) => load(`names${n}`)));
    if (mine !== asked) return; // another question came meanwhile
    results.replaceChildren();
    const names = showNames(query);
    let places = 0;
    let read = 0;
    while (read < where.texts.length && places <= MOST) {
      const next = where.texts.slice(read, read + ABREAST);
      await Promise.all(next.map((n) => load(`texts${n}`)));
      if (mine !== asked) return;
      for (const n of next) places = showTexts(query, n, places);
      read += next.length;
    }
    const { names: n, texts: t, none, and, more } = results.dataset;
    const rest = read < where.texts.length ? "+" : "";
    count.textContent = names + places === 0 ? none
      : `${names} ${n}${and}${places}${rest} ${t}${Math.max(names, places) > MOST ? more : ""}`;
  };
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    try { history.replaceState(null, "", `?q=${encodeURIComponent(box.value.trim())}`); } catch (_) { /* of a folder */ }
    search();
  });
  box.addEventListener("focus", () => load("index"), { once: true });
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  window.addEventListener("DOMContentLoaded", search);
  return {
    index: ([names, nameFiles, textFiles, grams]) => { kinds = names; counts = { names: nameFiles, texts: textFiles }; firsts = grams; },
    grams: ([, found]) => { for (const [gram, mask] of Object.entries(found)) masks.set(gram, mask); },
    names: ([, found]) => { rows.push(...found); },
    texts: ([n, found]) => {
      texts[n] = found.map(([title, page, provisions]) => [title, page, provisions.map(([id, number, text]) => [id, number, text, fold(text)])]);
    },
  };
})();
