// Looks at pages of a site as readers set them up who see little, use the keyboard, or choose their own spacing and colours:
// node comfort.mjs ROOT CHROMIUM < JSON list of paths. Prints as JSON what is wrong, by page and view.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [root, executablePath] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
// WCAG 1.4.12, and no more, for all elements.
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";

const told = (element) => {
  const { id, className } = element;
  return `${element.localName}${id ? `#${id}` : ""}${typeof className === "string" && className ? `.${className.split(" ").join(".")}` : ""}`;
};

// A box, as far as it is not scrolled out of what holds it; else nothing.
const within = (box, element) => {
  let { left, right, top, bottom } = box;
  for (let each = element; each && each !== document.body; each = each.parentElement) {
    const style = getComputedStyle(each);
    if (style.overflowX === "visible" && style.overflowY === "visible" || style.display === "inline") continue;
    const clip = each.getBoundingClientRect();
    [left, right, top, bottom] = [Math.max(left, clip.left), Math.min(right, clip.right), Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
  }
  return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom, width: right - left, height: bottom - top } : null;
};

// What leaves the window, is cut off, or lies over other words. Runs in the page.
const crowded = () => {
  const wrong = [];
  const told = window.told;
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) wrong.push(`the page is ${over} wider than the window`);
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const parent = node.parentElement;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) || parent.closest(".hidden, svg, script, noscript, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const one = window.within(rect, parent);
      if (one) boxes.push({ node, left: one.left, right: one.right, top: one.top + one.height * .2, bottom: one.bottom - one.height * .2 });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const fixed = (node) => { for (let each = node.parentElement; each; each = each.parentElement) if (getComputedStyle(each).position === "sticky") return true; return false; };
  for (let n = 0; n < boxes.length && wrong.length < 20; n += 1) {
    for (let m = n + 1; m < boxes.length && boxes[m].top < boxes[n].bottom; m += 1) {
      const [a, b] = [boxes[n], boxes[m]];
      if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - b.top > 2 && !fixed(a.node) && !fixed(b.node)) {
        wrong.push(`words over words: ${a.node.data.trim().slice(0, 30)} / ${b.node.data.trim().slice(0, 30)}`);
      }
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (element.closest("svg, .hidden") || !element.checkVisibility() || !element.textContent.trim()) continue;
    const [x, y] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
    if ((x > 1 && ["hidden", "clip"].includes(style.overflowX)) || (y > 1 && ["hidden", "clip"].includes(style.overflowY))) wrong.push(`cut off: ${told(element)}`);
    if ((x > 1 && ["auto", "scroll"].includes(style.overflowX)) || (y > 1 && ["auto", "scroll"].includes(style.overflowY))) {
      const named = element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.labels?.length;
      const reached = element.tabIndex >= 0 ? named : element.querySelector("a, button, input, summary");
      if (!reached) wrong.push(`scrolls without the keyboard, or a name: ${told(element)}`);
      if (x > 1 && !element.matches("pre, textarea") && !element.querySelector("table, svg")) wrong.push(`scrolls sideways: ${told(element)}`);
    }
    if (element.matches("button, a.label, select, summary") && style.whiteSpaceCollapse !== "preserve" && x > 1 && style.overflowX === "visible" && style.display !== "inline") wrong.push(`leaves its box: ${told(element)}`);
  }
  return wrong;
};

// What has the focus and is not to be seen (WCAG 2.4.11), or does not show that it has it (2.4.7). Runs in the page.
const lost = async () => {
  const wrong = [];
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((one) => one.checkVisibility());
  const step = Math.max(1, Math.floor(all.length / 300));
  for (let n = 0; n < all.length; n += step) {
    const one = all[n];
    one.focus({ focusVisible: true });
    if (document.activeElement !== one) { wrong.push(`takes no focus: ${window.told(one)}`); continue; }
    const style = getComputedStyle(one);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`focus does not show: ${window.told(one)}`);
    if (style.opacity === "0") wrong.push(`focus on what is not shown: ${window.told(one)}`);
    const seen = [...one.getClientRects()].some((box) => {
      const x = [box.left + 2, (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, box.right - 2];
      const y = [box.top + 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2, box.bottom - 2];
      return x.some((left) => y.some((top) => { const there = document.elementFromPoint(left, top); return there && (one.contains(there) || there.contains(one) && there.closest("label, summary, li, td, th, p, dd") === there || there.control === one); }));
    });
    if (!seen) wrong.push(`focus is hidden: ${window.told(one)} ${one.textContent.trim().slice(0, 20)}`);
  }
  return wrong;
};

// Targets that are smaller than 24 pixels and too near to others (WCAG 2.5.8); those in a sentence are exempt. Runs in the page.
const small = () => {
  const wrong = [];
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")].filter((one) => one.checkVisibility() && !one.closest("svg, .skip"));
  const boxes = all.map((one) => ({ one, box: window.within((one.closest("label") ?? one).getBoundingClientRect(), one.parentElement) })).filter(({ box }) => box);
  boxes.sort((a, b) => a.box.top - b.box.top);
  const inText = (one) => getComputedStyle(one).display === "inline" && [...one.parentNode.childNodes].some((each) => each !== one && each.nodeType === 3 && each.data.trim().length > 1);
  for (const [n, { one, box }] of boxes.entries()) {
    if (Math.min(box.width, box.height) >= 23.5 || inText(one) || one.matches(".label")) continue;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    for (const [m, other] of boxes.entries()) {
      if (n === m || other.box.top > y + 24 || other.box.bottom < y - 24) continue;
      const tiny = Math.min(other.box.width, other.box.height) < 23.5;
      const dx = tiny ? (other.box.left + other.box.right) / 2 - x : Math.max(other.box.left - x, 0, x - other.box.right);
      const dy = tiny ? (other.box.top + other.box.bottom) / 2 - y : Math.max(other.box.top - y, 0, y - other.box.bottom);
      if (Math.hypot(dx, dy) < (tiny ? 23.5 : 11.5)) { wrong.push(`small, and near another: ${one.textContent.trim().slice(0, 20)} ${window.told(one)} ${Math.round(box.width)}x${Math.round(box.height)}`); break; }
    }
    if (wrong.length > 10) break;
  }
  return wrong;
};

const views = [
  { name: "spacing, wide", width: 1300, run: [crowded], styles: SPACING },
  { name: "spacing, 320", width: 320, run: [crowded], styles: SPACING },
  { name: "reflow, 320", width: 320, run: [crowded, small] },
  { name: "zoom to 200 %", width: 650, run: [crowded, lost] },
  { name: "letters twice as large", width: 1300, run: [crowded], styles: "html { font-size: 200% }" },
  { name: "wide", width: 1300, run: [crowded, small, lost] },
];
const found = [];
for (const { name, width, run, styles } of views) {
  const context = await browser.newContext({ viewport: { width, height: Math.round(width * .7) + 100 }, bypassCSP: true, reducedMotion: "reduce" });
  await context.addInitScript(`window.told = ${told}; window.within = ${within};`);
  for (const path of paths) {
    const page = await context.newPage();
    await page.goto(`file://${root}/${path}`);
    if (styles) await page.addStyleTag({ content: styles });
    const wrong = [];
    for (const each of run) wrong.push(...await page.evaluate(each));
    const moving = await page.evaluate(() => document.getAnimations().length);
    if (moving) wrong.push("something moves");
    found.push({ path, view: name, wrong });
    await page.close();
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify(found));
