import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser } from "playwright-core";
import { runReport } from "../../../tools/report/command";
import { inFolder } from "../../../tools/cli/options";
import { optionsOf } from "../../../tools/cli/read";
import { reportCommand } from "../../../tools/report/options";
import { ON_FIXTURES } from "../../support/command-line";
import { launchOrSkip } from "../../support/chromium";
import { Reader, type Window } from "./support/reader";

const DESKTOP: Window = { width: 1280, height: 900, colorScheme: "light" };
const PHONE: Window = { width: 390, height: 844, colorScheme: "light" };
const WINDOWS = [DESKTOP, { ...DESKTOP, colorScheme: "dark" }, PHONE, { ...PHONE, colorScheme: "dark" }] as const;

/** Chromium writes a page's object as plain text. */
const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe("the report in Chromium", () => {
  let folder: string;
  let address: string;
  let browser: Browser;
  const open = (window: Window): Promise<Reader> => Reader.open(browser, address, window);

  before(async function () {
    browser = await launchOrSkip(this);
    folder = mkdtempSync(join(tmpdir(), "webapp-report-"));
    const hostile = 'backend.environment.NOTE="</script><img src=x onerror=alert(1)>"';
    const options = inFolder(
      optionsOf(reportCommand(), [
        ...ON_FIXTURES,
        ...["--stack", "prod", "--set", hostile, "--out", join(folder, "report.html")],
      ]),
    );
    address = pathToFileURL(await runReport(options, "2026-11-24")).href;
  });

  after(async () => {
    // Undefined when the tests are skipped.
    await (browser as Browser | undefined)?.close();
    if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  for (const window of WINDOWS) {
    const name = `${window.width} px, ${window.colorScheme}`;

    it(`loads without errors, requests or sideways scrolling, and axe-core finds nothing: ${name}`, async () => {
      const reader = await open(window);
      console.log(`      DOM ready after ${await reader.domReadyMilliseconds()} ms (${name})`);
      expect(await reader.widthOfPage()).to.equal(window.width);
      await reader.openExpanders();
      expect(await reader.widthOfPage()).to.equal(window.width);
      expect(await reader.accessibilityProblems()).to.deep.equal([]);
      expect(reader.takeErrors()).to.deep.equal([]);
      expect(reader.requests).to.deep.equal([address]);
      await reader.close();
    });
  }

  it("shows another ground in the dark", async () => {
    const grounds: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const reader = await open({ ...DESKTOP, colorScheme });
      grounds.push(await reader.page.evaluate<string>("getComputedStyle(document.body).backgroundColor"));
      await reader.close();
    }
    expect(new Set(grounds).size).to.equal(2);
  });

  it("finds resources by name, type and component, and tells how many", async () => {
    const reader = await open(DESKTOP);
    const { page } = reader;
    const shown = () => page.locator("#resource-rows > tr:visible");
    const all = await shown().count();
    expect(await reader.count()).to.equal(`${all} rows`);
    const search = page.getByRole("searchbox", { name: "Search by name, type or component" });
    for (const [words, count] of [
      ["rds.Instance", 1],
      ["DATABASE rds.instance", 1],
      ["no such thing", 0],
    ] as const) {
      await search.fill(words);
      expect(await shown().count()).to.equal(count);
      expect(await reader.count()).to.equal(`${count} of ${all} rows`);
    }
    await search.fill("network/");
    expect(await shown().count()).to.equal(0);
    await search.fill("network");
    expect(await shown().count()).to.be.within(10, all - 1);
    await search.fill("");
    expect(await shown().count()).to.equal(all);
    expect(await reader.count()).to.equal(`${all} rows`);
    await search.press("Enter");
    expect(page.url()).to.equal(address);
    expect(reader.takeErrors()).to.deep.equal([]);
    await reader.close();
  });

  for (const window of [DESKTOP, PHONE]) {
    it(`opens and closes the inputs of a resource by keyboard: ${window.width} px`, async () => {
      const reader = await open(window);
      const { page } = reader;
      await page.locator("#resource-search").fill("rds.Instance");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.localName")).to.equal("summary");
      const inputs = page.locator("#resource-rows > tr:visible pre");
      expect(await inputs.isVisible()).to.equal(false);
      await page.keyboard.press("Enter");
      expect(await inputs.innerText()).to.include("storageEncrypted: true");
      const [box, frame] = [await inputs.boundingBox(), await page.locator("#resources").boundingBox()];
      expect(box?.width).to.be.greaterThan(0.9 * (frame?.width ?? Infinity));
      await page.keyboard.press("Enter");
      expect(await inputs.isVisible()).to.equal(false);
      await reader.close();
    });
  }

  it("has its skip link first, and keeps the contents in view on a desktop", async () => {
    const reader = await open(DESKTOP);
    const { page } = reader;
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).to.equal("Skip to the report");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).to.equal("main");
    await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Resources" }).click();
    expect(await page.getByRole("heading", { name: "Resources", level: 2 }).isVisible()).to.equal(true);
    const top = (await page.locator("nav.contents").boundingBox())?.y;
    expect(top).to.equal(0);
    await reader.close();
  });

  it("shows every picture with a name", async () => {
    const reader = await open(DESKTOP);
    const pictures = reader.page.locator("#pictures").getByRole("img");
    expect(await pictures.count()).to.equal(4);
    for (const picture of await pictures.all()) {
      const box = await picture.boundingBox();
      expect(box?.height).to.be.greaterThan(100);
    }
    await reader.close();
  });

  it("prints light, without contents and search", async () => {
    const reader = await open({ ...DESKTOP, colorScheme: "dark" });
    await reader.page.emulateMedia({ media: "print" });
    expect(await reader.page.locator("nav.contents").isVisible()).to.equal(false);
    expect(await reader.page.locator("form.search").isVisible()).to.equal(false);
    expect(await reader.page.evaluate("getComputedStyle(document.body).backgroundColor")).to.equal(
      "rgb(253, 252, 250)",
    );
    await reader.close();
  });

  it("prints on few pages, nothing cut off, and says where the rest is", async () => {
    const reader = await open({ ...PHONE, width: 718 });
    const { page } = reader;
    await page.emulateMedia({ media: "print" });
    expect(await reader.widthOfPage()).to.equal(718);
    const isShown = (selector: string): Promise<boolean> => page.locator(selector).isVisible();
    expect([await isShown("#resources table"), await isShown("#resources .paper")]).to.deep.equal([false, true]);
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('.more > summary'), '::after').content"),
    ).to.equal('" (left out: open it in the page before printing)"');
    const closed = pagesOf(await page.pdf({ format: "A4" }));
    expect(closed).to.be.within(5, 30);
    await page.evaluate("document.querySelector('#policies .more').open = true");
    const opened = pagesOf(await page.pdf({ format: "A4" }));
    expect(opened).to.be.greaterThan(closed + 1);
    console.log(`      ${closed} pages of A4, ${opened} with one list opened`);
    await reader.close();
  });

  it("says the same to a reader without scripts", async () => {
    const reader = await Reader.open(browser, address, PHONE, { javaScriptEnabled: false });
    expect(await reader.page.getByRole("heading", { level: 1 }).innerText()).to.equal("webapp-prod");
    expect(await reader.page.locator("#resource-rows > tr").count()).to.be.greaterThan(100);
    await reader.close();
  });
});
