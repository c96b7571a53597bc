// Uses the page that validates as a reader does: node validator.mjs URL CHROMIUM [FOLDER FOR PICTURES]
// Prints what was seen as JSON: of each sample the verdict and the rules, where the button of the first finding puts the cursor,
// the file that is downloaded, what axe-core and the browser complain of.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [url, executablePath, pictures] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const seen = { samples: [], complaints: [], wide: [], trusted: [], violations: [] };
const views = [
  { path: "validator/", viewport: { width: 1300, height: 1000 }, colorScheme: "light" },
  { path: "en/validator/", viewport: { width: 380, height: 800 }, colorScheme: "dark" },
];
for (const { path, ...view } of views) {
  const page = await browser.newPage({ ...view, acceptDownloads: true });
  page.on("console", (message) => { if (message.type() === "error") seen.complaints.push(message.text()); });
  page.on("pageerror", (error) => seen.complaints.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(url) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) seen.complaints.push(request.url()); });
  const ran = async () => {
    await page.click("#_run");
    await page.waitForFunction(() => !document.getElementById("_run").disabled && !document.getElementById("_result").hidden);
  };
  await page.goto(url + path);
  await page.click("#_run");
  const empty = await page.textContent("#_state");
  for (const details of await page.locator("details.sample").all()) {
    await details.locator("summary").click();
    await details.locator("button").click();
    await ran();
    const result = {
      view: path, empty,
      verdict: await page.textContent("#_verdict"),
      focused: await page.evaluate(() => document.activeElement.id),
      rules: (await page.locator("#_findings > li > p:first-child").allTextContents()).map((text) => text.match(/SP\d+/)[0]),
      command: await page.textContent("#_command"),
    };
    if (result.rules.length) {
      await page.locator("#_findings button").first().click();
      result.selected = await page.evaluate(() => {
        const box = document.getElementById("_text");
        return [document.activeElement === box, box.value.slice(box.selectionStart, box.selectionEnd)];
      });
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-out=sarif]")]);
      result.download = [download.suggestedFilename(), JSON.parse(readFileSync(await download.path(), "utf8")).version];
    }
    seen.samples.push(result);
  }
  if (pictures) await page.screenshot({ path: `${pictures}/${path.replaceAll("/", "-")}findings.png`, fullPage: true });
  await page.locator("[data-sample]").first().click();
  await page.check("[value=convert]");
  await page.selectOption("#_to", "turtle");
  await ran();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-out='']").click()]);
  seen.samples.push({
    view: path, verdict: await page.textContent("#_verdict"), rules: [], command: await page.textContent("#_command"),
    download: [download.suggestedFilename(), readFileSync(await download.path(), "utf8").split("\n")[0]],
  });
  await page.setInputFiles("#_file", { name: "broken.ttl", mimeType: "text/turtle", buffer: Buffer.from([0xff, 0xfe, 0x00]) });
  await page.waitForFunction(() => document.getElementById("_state").textContent);
  seen.samples.push({ view: path, verdict: await page.textContent("#_state"), rules: [] });
  seen.trusted.push(await page.evaluate(() => {
    const tried = (work) => { try { work(document.createElement("script")); return true; } catch (_) { return false; } };
    return [
      tried((script) => { script.src = "../assets/any.js"; }), tried((script) => { script.src = "https://elsewhere.example/any.js"; }),
      tried((script) => { script.text = "1"; }), tried(() => { document.createElement("p").innerHTML = "<b>"; }),
    ];
  }));
  seen.complaints = seen.complaints.filter((text) => !/TrustedHTML|TrustedScript/.test(text));
  seen.wide.push(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth));
  await page.close();
  const context = await browser.newContext({ ...view, bypassCSP: true });
  const held = await context.newPage();
  await held.goto(url + path);
  await held.locator("summary").nth(3).click();
  await held.locator("details.sample button").nth(3).click();
  await held.click("#_run");
  await held.waitForFunction(() => !document.getElementById("_result").hidden);
  await held.evaluate(axe);
  const { violations } = await held.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  seen.violations.push(...violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => [node.target.join(" "), node.failureSummary])]));
  await context.close();
}
await browser.close();
console.log(JSON.stringify(seen, null, 1));
