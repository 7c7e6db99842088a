// What `scripts/validate-html` does within its folder: node validate-html.js BROWSER ADDRESS DEFINITION PAGE…
// ADDRESS is that of a running `mando serve` over a project with northwind's DEFINITION, which is edited.
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

// Every view of a served project in both schemes, and that an open page follows an edit of a title, of a target and of a fault.
async function follow(browser, address, definition) {
  const found = [];
  const pages = ["", "problems", "card/northwind_customer/measures", "card/northwind_customer/measures/on_time", "card/northwind_customer/sources", "card/northwind_customer/sources/0", "card/northwind_customer/report/strategic.html"];
  for (const page of pages) {
    for (const scheme of ["light", "dark"]) {
      const tab = await browser.newPage();
      tab.on("pageerror", (error) => found.push(`/${page}: ${error}`));
      tab.on("console", (line) => line.type() === "error" && found.push(`/${page}: ${line.text()}`));
      await tab.setBypassCSP(true);
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const answer = await tab.goto(address + page, { waitUntil: "load" });
      if (answer.status() !== 200) found.push(`/${page}: ${answer.status()}`);
      await tab.evaluate(axe);
      const run = () => window.axe.run({ iframes: false }).then(({ violations }) => violations.map((it) => `${it.impact} ${it.id}, ${it.nodes.length} times: ${it.nodes[0].html.slice(0, 160)}`));
      found.push(...(await tab.evaluate(run)).map((line) => `/${page} (${scheme}): ${line}`));
      await tab.close();
    }
  }
  // As its policy wants it, with the keyboard on a link of the bar.
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => found.push(`open page: ${error}`));
  await tab.goto(`${address}card/northwind_customer/report/operational.html`, { waitUntil: "load" });
  await tab.focus('#bar a[href$="/measures"]');
  const report = () => tab.frames().find((frame) => frame.url().endsWith("/file/operational.html"));
  const text = fs.readFileSync(definition, "utf8");
  const edits = [
    ["a title", text.replace("title: Shipped on time", "title: Sent as promised"), async () => (await report().evaluate(() => document.body.textContent)).includes("Sent as promised")],
    ["a target", text.replace("target: 95%", "target: 12.3%"), async () => (await report().evaluate(() => document.body.textContent)).includes("12.3")],
    ["a fault", text.replace("title: Shipped on time", "titel: Shipped on time"), async () => (await tab.$eval("#problems", (it) => it.textContent)).includes("1 error") && (await tab.$eval("#bar", (it) => it.textContent)).includes("before the last edit")],
    ["its mend", text, async () => !(await tab.$eval("#bar", (it) => it.textContent)).includes("before the last edit")],
  ];
  for (const [what, edited, isShown] of edits) {
    if (edited === text && what !== "its mend") found.push(`${what}: the definition has nothing to edit`);
    const begun = Date.now();
    fs.writeFileSync(definition, edited);
    while (!(await isShown().catch(() => false)) && Date.now() - begun < 20_000) await new Promise((done) => setTimeout(done, 5));
    const took = Date.now() - begun;
    if (took >= 20_000) found.push(`${what}: the open page does not follow`);
    else console.log(`${what}: saved to seen in ${took} ms`);
  }
  const held = await tab.evaluate(() => document.activeElement.getAttribute("href"));
  if (!held || !held.endsWith("/measures")) found.push(`the keyboard has lost its place: ${held}`);
  const said = await tab.$eval("#status", (it) => it.textContent);
  if (!said.startsWith("Updated")) found.push(`readers are told ${JSON.stringify(said)}`);
  return found;
}

async function main([path, address, definition, ...pages]) {
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
  const found = await follow(browser, address, definition);
  wrong += found.length;
  found.forEach((line) => console.log(`served: ${line}`));
  await browser.close();
  console.log(`${pages.length} pages, light and dark, and a served project: ${wrong} findings`);
  process.exit(wrong ? 1 : 0);
}

main(process.argv.slice(2));
