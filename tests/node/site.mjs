// Looks at pages of a site in Chromium, opened from a folder: node site.mjs ROOT CHROMIUM < JSON list of paths
// Prints as JSON, of each page in each view, what axe-core finds against WCAG 2.2 A and AA, what the browser complains of, and
// whether anything is wider than the window.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [root, executablePath] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(0, "utf8"));
const views = [
  { name: "wide", colorScheme: "light", viewport: { width: 1300, height: 900 } },
  { name: "narrow", colorScheme: "dark", viewport: { width: 380, height: 800 } },
];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const found = [];
for (const { name, ...view } of views) {
  // The page's own policy would keep axe-core out; what it forbids is told of by the console all the same below.
  const context = await browser.newContext({ ...view, bypassCSP: true });
  const plain = await browser.newContext(view);
  for (const path of paths) {
    const complaints = [];
    const strict = await plain.newPage();
    strict.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
    strict.on("pageerror", (error) => complaints.push(String(error)));
    strict.on("request", (request) => { if (!request.url().startsWith("file:")) complaints.push(request.url()); });
    await strict.goto(`file://${root}/${path}`);
    const wide = await strict.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await strict.close();
    const page = await context.newPage();
    await page.goto(`file://${root}/${path}`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: values }), tags);
    await page.close();
    found.push({
      path, view: name, complaints, wide,
      violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => [node.target.join(" "), node.failureSummary]) })),
    });
  }
  await context.close();
  await plain.close();
}
await browser.close();
console.log(JSON.stringify(found));
