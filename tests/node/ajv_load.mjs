// Compiles a JSON Schema with Ajv in strict mode and prints its verdict on each document.
// node ajv_load.mjs SCHEMA DOCUMENTS, where DOCUMENTS is a JSON array; exit 0 if the schema loads.

import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";

const [schema, documents] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const validate = addFormats(new Ajv2020({ strict: true })).compile(schema);
console.log(JSON.stringify(documents.map((document) => validate(document))));
