// The reading page of a policy in Chromium, opened from a folder, as different readers have it: node reading.mjs ROOT CHROMIUM PATH OTHER
// Prints as JSON what is seen: with the reader's own colours, in the quiet view, with a mouse, by touch, by keyboard, without scripts.
import { chromium } from "playwright-core";

const [root, executablePath, path, other] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const seen = {};
const opened = async (options, at = path) => {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`file://${root}/${at}`);
  return page;
};

// How the marks of each kind look but for colour, and whether what is chosen, lit or led to differs from what is not.
for (const colorScheme of ["light", "dark"]) {
  const page = await opened({ forcedColors: "active", colorScheme });
  seen[`forced ${colorScheme}`] = await page.evaluate(() => {
    const look = (element, ...names) => {
      const style = getComputedStyle(element);
      return names.map((name) => style[name]).join(" ");
    };
    const lines = ["textDecorationLine", "textDecorationStyle", "textDecorationThickness", "textUnderlineOffset", "outlineStyle", "outlineWidth", "borderTopStyle", "fontWeight"];
    const marks = {};
    for (const one of document.querySelectorAll(".said :is(mark, span).first:not(.lit)")) marks[one.classList[0]] ??= look(one, ...lines);
    const mark = document.querySelector(".said mark.goal");
    const cards = [...document.querySelectorAll(".card")];
    const box = ["outlineStyle", "outlineWidth", "borderTopStyle"];
    const plain = look(cards[0], ...box);
    cards[0].classList.add("lit");
    const menu = document.querySelectorAll("header.site li a");
    const now = document.querySelector("header.site [aria-current]");
    const link = document.querySelector(".side a");
    const idle = look(link, "outlineStyle", "outlineWidth");
    link.focus({ focusVisible: true });
    return {
      marks,
      line: look(mark, "textDecorationColor"), fill: look(mark, "backgroundColor"), page: look(document.body, "backgroundColor"), words: look(mark, "color"),
      lit: look(cards[0], ...box), plain,
      border: look(cards[1], "borderTopColor"),
      current: look(now, "fontWeight"), others: look(menu[menu.length - 1], "fontWeight"),
      focused: look(link, "outlineStyle", "outlineWidth"), idle, outline: look(link, "outlineColor"),
    };
  });
  await page.context().close();
}

const shown = () => ({
  labels: [...document.querySelectorAll(".said a.label")].filter((one) => one.checkVisibility()).length,
  data: [...document.querySelectorAll(".data")].filter((one) => one.checkVisibility()).length,
  lines: [...document.querySelectorAll(".said :is(mark, span)")].filter((one) => {
    const { textDecorationLine, backgroundColor, outlineStyle, borderTopStyle } = getComputedStyle(one);
    return textDecorationLine !== "none" || backgroundColor !== "rgba(0, 0, 0, 0)" || outlineStyle !== "none" || borderTopStyle !== "none";
  }).length,
});
{
  const page = await opened({});
  seen.marked = await page.evaluate(shown);
  await page.click("#_quiet");
  await page.mouse.move(0, 0);
  seen.quiet = await page.evaluate(shown);
  await page.goto(`file://${root}/${other}`);
  seen["quiet elsewhere"] = await page.evaluate(shown);
  const card = await page.evaluate(() => document.querySelector(".data .card").id);
  await page.goto("about:blank");
  await page.goto(`file://${root}/${other}#${card}`);
  seen["led to data"] = await page.evaluate((id) => document.getElementById(id).checkVisibility(), card);
  await page.goto(`file://${root}/${path}`);
  seen["quiet again"] = await page.evaluate(shown);
  await page.click("#_quiet");
  await page.goto(`file://${root}/${other}`);
  seen["marked again"] = await page.evaluate(shown);
  await page.context().close();
}

const tools = () => [...document.querySelectorAll(".tools button")].map((one) => getComputedStyle(one).opacity !== "0");
{
  const page = await opened({});
  await page.mouse.move(0, 0);
  const count = (found) => found.filter(Boolean).length;
  seen["tools at rest"] = count(await page.evaluate(tools));
  await page.hover(".clause >> nth=3");
  seen["tools under the mouse"] = count(await page.evaluate(tools));
  await page.mouse.move(0, 0);
  await page.focus(".clause >> nth=4 >> .permalink");
  await page.keyboard.press("Tab");
  seen["tools by keyboard"] = await page.evaluate(() => [document.activeElement.textContent, getComputedStyle(document.activeElement).opacity]);
  await page.context().close();
  const touched = await opened({ hasTouch: true, isMobile: true, viewport: { width: 400, height: 800 } });
  const all = await touched.evaluate(tools);
  seen["tools by touch"] = [count(all), all.length];
  await touched.context().close();
}
{
  const page = await opened({ javaScriptEnabled: false });
  // Without scripts there is no evaluating: what is seen is asked for from outside.
  seen["links without scripts"] = await page.locator(".tools a.permalink:visible").count();
  seen["clauses"] = await page.locator(".clause").count();
  await page.locator("#_quiet").check();
  seen["labels without scripts"] = await page.locator(".said a.label:visible").count();
  await page.context().close();
}
await browser.close();
console.log(JSON.stringify(seen));
