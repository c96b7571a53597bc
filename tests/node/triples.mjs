// Reads documents with N3.js or jsonld.js and prints their triples, one JSON array each, a line a document.
// node triples.mjs FILE..., by suffix; JSON-LD has its context inline.

import jsonld from "jsonld";
import { Parser } from "n3";
import { readFileSync } from "node:fs";

const LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
const refuse = (url) => { throw new Error(`${url} was asked for`); };

function term(value) {
  if (value.termType !== "Literal") return [value.value];
  return [value.value, value.language ? LANG_STRING : value.datatype.value, value.language.toLowerCase()];
}

function plain(value) {
  if (value.type !== "literal" && value.termType !== "Literal") return [value.value];
  const datatype = value.datatype.value ?? value.datatype;
  return [value.value, value.language ? LANG_STRING : datatype, (value.language ?? "").toLowerCase()];
}

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  let triples;
  if (path.endsWith(".ttl")) {
    triples = new Parser().parse(text).map((q) => [q.subject.value, q.predicate.value, ...term(q.object)]);
  } else {
    const dataset = await jsonld.toRDF(JSON.parse(text), { documentLoader: refuse });
    triples = dataset.map((q) => [q.subject.value, q.predicate.value, ...plain(q.object)]);
  }
  console.log(JSON.stringify(triples));
}
