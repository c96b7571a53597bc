// The page that validates: sends what is in the box to the interface, and shows the answer as text.
(() => {
  const form = document.getElementById("_validator");
  if (!form) return;
  const at = (id) => document.getElementById(id);
  const text = at("_text"), said = form.dataset;
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  let name = "", converted = "";

  const action = () => form.elements.action.value;
  const command = () => {
    const file = name ? (/^[\w.\-\u4e00-\u9fff]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`) : "FILE";
    const notation = at("_notation").selectedOptions[0].dataset.name;
    const from = notation ? ` --from ${notation}` : "";
    return action() === "validate"
      ? `stdpolicy validate ${file}${at("_strict").checked ? " --strict" : ""}${from}`
      : `stdpolicy convert ${file} --to ${at("_to").value}${from}`;
  };
  const asked = (what, option) => fetch(`${said.api}/${what}?lang=${said.lang}&${option}`, {
    method: "POST", body: text.value, credentials: "omit", headers: { "Content-Type": at("_notation").value },
  });
  const element = (tag, words, kind) => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };
  const start = (line) => {
    let found = 0;
    for (let n = 1; n < line; n++) found = text.value.indexOf("\n", found) + 1;
    return found;
  };
  const go = (finding) => {
    text.focus();
    text.setSelectionRange(start(finding.line) + finding.columnUtf16 - 1, start(finding.endLine) + finding.endColumnUtf16 - 1);
    text.scrollTop = (finding.line - 4) * text.scrollHeight / text.value.split("\n").length;
    text.scrollLeft = 0;
    text.scrollIntoView({ block: "nearest" });
  };
  const rule = (finding) => {
    const link = element("a", finding.rule);
    link.href = `${said.rules}#${finding.rule}`;
    return link;
  };
  const shown = (finding) => {
    const item = document.createElement("li");
    const head = document.createElement("p");
    const place = element("button", filled(said.place, finding));
    place.type = "button";
    place.addEventListener("click", () => go(finding));
    head.append(element("span", said[finding.severity], `severity ${finding.severity}`), " ", rule(finding), " ", place, ` ${finding.message}`);
    item.append(head);
    if (finding.excerpt.text.trim()) {
      const line = [...finding.excerpt.text], from = finding.column - finding.excerpt.column;
      const to = finding.endLine === finding.line ? finding.endColumn - finding.excerpt.column : line.length;
      const found = line.slice(from, Math.max(to, from + 1)).join("") || "\u00a0";
      const shown = element("pre", "");
      shown.tabIndex = 0;
      shown.setAttribute("translate", "no");
      shown.append(line.slice(0, from).join(""), element("mark", found), line.slice(from + [...found].length).join(""));
      item.append(shown);
    }
    if (finding.hint) item.append(element("p", said.hint + finding.hint, "note"));
    return item;
  };
  const report = (found) => {
    at("_findings").replaceChildren(...found.findings.map(shown));
    return found.findings.length ? filled(said.counts, found) : said.clean;
  };
  const verdict = (words, about) => {
    at("_verdict").textContent = words;
    at("_about").textContent = about;
    at("_command").textContent = command();
    for (const button of document.querySelectorAll("[data-out]")) {
      button.hidden = (button.dataset.out === "") !== (converted !== "");
    }
    at("_result").hidden = false;
    at("_verdict").focus();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!text.value.trim()) { at("_state").textContent = said.empty; text.focus(); return; }
    const began = performance.now();
    at("_run").disabled = true;
    at("_state").textContent = said.running;
    at("_findings").replaceChildren();
    at("_converted").hidden = true;
    converted = "";
    try {
      const answer = await asked(action(), action() === "validate" ? "out=json" : `to=${at("_to").value}`);
      const seconds = filled(said.seconds, { seconds: ((performance.now() - began) / 1000).toFixed(2) });
      if (answer.headers.get("Content-Type").startsWith("application/problem+json")) {
        const problem = await answer.json();
        const counts = problem.report ? ` ${report(problem.report)}` : "";
        verdict(said.failed, problem.detail + counts);
      } else if (action() === "validate") {
        const found = await answer.json();
        const strict = at("_strict").checked && !found.errors && found.warnings ? `${said.strict} · ` : "";
        verdict(report(found), strict + seconds);
      } else {
        converted = await answer.text();
        at("_converted").firstChild.textContent = converted;
        at("_converted").hidden = false;
        verdict(said.converted, seconds);
      }
    } catch (_) {
      verdict(said.failed, said.unreachable);
    } finally {
      at("_run").disabled = false;
      at("_state").textContent = "";
    }
  });

  const taken = async (file) => {
    if (file.size > said.limit * 1e6) { at("_state").textContent = filled(said.large, said); return; }
    try {
      text.value = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      name = file.name;
      at("_state").textContent = name;
    } catch (_) { at("_state").textContent = said.text; }
  };
  at("_file").addEventListener("change", (event) => { if (event.target.files.length) taken(event.target.files[0]); });
  text.addEventListener("dragover", (event) => { event.preventDefault(); text.classList.add("over"); });
  text.addEventListener("dragleave", () => text.classList.remove("over"));
  text.addEventListener("drop", (event) => {
    text.classList.remove("over");
    if (event.dataTransfer.files.length) { event.preventDefault(); taken(event.dataTransfer.files[0]); }
  });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== text) return;
    const lines = text.value.slice(0, text.selectionStart).split("\n");
    at("_caret").textContent = filled(said.place, { line: lines.length, column: [...lines.at(-1)].length + 1 });
  });
  for (const button of document.querySelectorAll("[data-sample]")) {
    button.addEventListener("click", () => {
      text.value = at(button.dataset.sample).textContent;
      name = button.dataset.name;
      at("_notation").value = "text/plain";
      text.focus();
      text.setSelectionRange(0, 0);
      text.scrollTop = 0;
    });
  }
  for (const button of document.querySelectorAll("[data-out]")) {
    button.addEventListener("click", async () => {
      const stem = (name || "document").replace(/\.\w+$/, "");
      const suffix = button.dataset.suffix || at("_to").selectedOptions[0].dataset.suffix;
      const content = button.dataset.out ? await (await asked("validate", `out=${button.dataset.out}`)).text() : converted;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content]));
      link.download = stem + suffix;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
})();
