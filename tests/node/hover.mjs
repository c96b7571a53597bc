// What VS Code's JSON service shows of each key of a document.
// node hover.mjs SCHEMA DOCUMENT prints a JSON object of JSON Pointers and texts.

import { readFileSync } from "node:fs";
import json from "vscode-json-languageservice";

const { getLanguageService, TextDocument } = json;

const [schema, text] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const service = getLanguageService({});
service.configure({ schemas: [{ uri: "file:///schema.json", fileMatch: ["*"], schema: JSON.parse(schema) }] });
const document = TextDocument.create("file:///document.json", "json", 1, text);
const parsed = service.parseJSONDocument(document);
const problems = await service.doValidation(document, parsed);
const shown = {};

async function visit(node, pointer) {
  for (const [step, child] of (node.items ?? []).entries()) await visit(child, `${pointer}/${step}`);
  for (const { keyNode, valueNode } of node.properties ?? []) {
    const hover = await service.doHover(document, document.positionAt(keyNode.offset + 1), parsed);
    const here = `${pointer}/${keyNode.value}`;
    shown[here] = hover?.contents.map((one) => one.value ?? one).join("\n") ?? "";
    if (valueNode) await visit(valueNode, here);
  }
}

await visit(parsed.root, "");
console.log(JSON.stringify({ shown, problems: problems.map((problem) => problem.message) }));
