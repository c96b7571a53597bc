// Reads small documents, three Turtle and one JSON-LD for each IRI, and prints the triple of each.
// node bases.mjs < CASES, a JSON array of arrays.

import jsonld from "jsonld";
import { Parser } from "n3";
import { readFileSync } from "node:fs";

const terms = ({ subject, predicate, object }) => [subject.value, predicate.value, object.value];
const found = [];
for (const [...texts] of JSON.parse(readFileSync(0, "utf8"))) {
  const tree = texts.pop();
  const triples = texts.map((text) => terms(new Parser().parse(text)[0]));
  triples.push(terms((await jsonld.toRDF(tree))[0]));
  found.push(triples);
}
console.log(JSON.stringify(found));
