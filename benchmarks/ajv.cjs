// Milliseconds that ajv takes for a document, from bytes to verdict: the median of many runs in one process.
//   node ajv.cjs SCHEMA DOCUMENT ROUNDS    in a folder whose node_modules has ajv and ajv-formats
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const own = createRequire(process.cwd() + "/");
const Ajv = own("ajv/dist/2020");
const addFormats = own("ajv-formats");

const [schema, document, rounds] = process.argv.slice(2);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema)));
const data = readFileSync(document);
const samples = [];
for (let round = 0; round <= Number(rounds); round++) {
  const start = process.hrtime.bigint();
  let runs = 0;
  while (runs < 5 || process.hrtime.bigint() - start < 100_000_000n) {
    if (!validate(JSON.parse(data))) throw new Error("a valid document was refused");
    runs++;
  }
  if (round) samples.push(Number(process.hrtime.bigint() - start) / runs / 1e6); // the first is not compiled yet
}
samples.sort((a, b) => a - b);
console.log(samples[samples.length >> 1]);
