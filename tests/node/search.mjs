// Asks the search of a site in Chromium, opened from a folder: node search.mjs ROOT PAGE CHROMIUM < JSON list of questions
// Prints as JSON, of each question, what is counted, the links to names and to places, and which files of the index were loaded.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [root, path, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext();
const found = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  const page = await context.newPage();
  const loaded = [];
  page.on("request", (request) => { loaded.push(decodeURI(request.url()).slice(`file://${root}/`.length).split("?")[0]); });
  await page.goto(`file://${root}/${path}?q=${encodeURIComponent(question)}`);
  await page.waitForFunction(() => document.getElementById("_count").textContent);
  const links = (within) => page.evaluate((css) => Array.from(document.querySelectorAll(css), (link) => decodeURI(link.href)), `#_results ${within} a`);
  const cut = (some) => some.map((link) => link.slice(`file://${root}/`.length));
  found.push({
    question, loaded: loaded.filter((name) => name.startsWith("search/") && name.endsWith(".js")),
    count: await page.textContent("#_count"), names: cut(await links(":is(ul, details > ul) > li")), places: cut(await links("section")),
  });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));
