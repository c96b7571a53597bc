// Reads Turtle with N3.js and writes it anew, with prefixes: node rewrite.mjs FILE FORMAT

import { Parser, Writer } from "n3";
import { readFileSync } from "node:fs";

const [path, format] = process.argv.slice(2);
const prefixes = {};
const quads = new Parser().parse(readFileSync(path, "utf8"), null, (name, iri) => { prefixes[name] = iri; });
const writer = new Writer({ format, prefixes: format === "Turtle" || format === "TriG" ? prefixes : {} });
writer.addQuads(quads);
writer.end((error, text) => process.stdout.write(text));
