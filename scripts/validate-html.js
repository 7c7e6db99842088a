// What `scripts/validate-html` does within its folder: node validate-html.js BROWSER PAGE…
const fs = require("fs");
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function look(browser, page, scheme) {
  const tab = await browser.newPage();
  const said = [];
  tab.on("console", (line) => said.push(line.text()));
  tab.on("pageerror", (error) => said.push(String(error)));
  tab.on("request", (request) => request.url().startsWith("file://") || said.push(`it loads ${request.url()}`));
  await tab.setViewport({ width: 1280, height: 900 });
  // The page forbids scripts of others; the one that looks is let in.
  await tab.setBypassCSP(true);
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.goto(`file://${page}`);
  await tab.evaluate(axe);
  const found = await tab.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.map((it) => `${it.impact} ${it.id}, ${it.nodes.length} times: ${it.nodes[0].html.slice(0, 160)}`);
  });
  // A press on the head of the first column sorts by it, and another turns it round.
  const sorted = await tab.evaluate(() => {
    const table = document.querySelector("table[data-sortable]");
    if (!table) return "no table sorts";
    const names = () => [...table.tBodies[0].rows].filter((row) => !row.classList.contains("total")).map((row) => row.cells[0].textContent);
    const button = table.querySelector("button.sort");
    button.click();
    const up = names();
    button.click();
    const down = names();
    const turned = JSON.stringify([...up].reverse()) === JSON.stringify(down);
    return turned && button.closest("th").getAttribute("aria-sort") === "descending" ? "" : `rows are ${down.join(", ")}`;
  });
  await tab.close();
  return [...found, ...said, ...(sorted ? [sorted] : [])];
}

async function main([path, ...pages]) {
  const browser = await puppeteer.launch({ executablePath: path, args: ["--no-sandbox", "--headless=new"] }).catch((error) => {
    console.error(`the browser does not start: ${error}`);
    process.exit(3);
  });
  let wrong = 0;
  for (const page of pages) {
    for (const scheme of ["light", "dark"]) {
      const found = await look(browser, page, scheme);
      wrong += found.length;
      found.forEach((line) => console.log(`${page} (${scheme}): ${line}`));
    }
  }
  await browser.close();
  console.log(`${pages.length} pages, light and dark: ${wrong} findings`);
  process.exit(wrong ? 1 : 0);
}

main(process.argv.slice(2));
