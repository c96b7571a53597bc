// Writes a document in other forms of JSON-LD by jsonld.js, a JSON object of them by name.
// node forms.mjs DOCUMENT CONTEXT, whose context has the IRI that the document names.

import jsonld from "jsonld";
import { readFileSync } from "node:fs";

const [document, context] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const [iri] = document["@context"];
const documentLoader = (url) => {
  if (url !== iri) throw new Error(`${url} was asked for`);
  return { contextUrl: null, documentUrl: url, document: context };
};
const options = { documentLoader };
const own = document["@context"];

console.log(JSON.stringify({
  expanded: await jsonld.expand(document, options),
  compacted: await jsonld.compact(document, own, options),
  "compacted, context inline": await jsonld.compact(document, [context["@context"], own[1]], options),
  "compacted, no base": await jsonld.compact(document, iri, options),
  flattened: await jsonld.flatten(document, null, options),
  "flattened and compacted": await jsonld.flatten(document, own, options),
  framed: await jsonld.frame(document, { "@context": own, "@type": document.type }, options),
  "from RDF": await jsonld.fromRDF(await jsonld.toRDF(document, options), options),
}));
