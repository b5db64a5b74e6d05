import { expect } from "chai";
import { type Browser } from "playwright-core";

import { Elsewhere, pageFor, ServedPage } from "./support/edge-page";
import { launchOrSkip } from "../../support/chromium";

type Result = Readonly<Record<"font" | "style" | "api" | "image", boolean>>;

const NOTHING: Result = { font: false, style: false, api: false, image: false };
const EVERYTHING: Result = { font: true, style: true, api: true, image: true };

describe("a page with a font, a style, an API and an image from elsewhere, in Chromium", () => {
  let browser: Browser;
  let elsewhere: Elsewhere;

  before(async function () {
    browser = await launchOrSkip(this);
    elsewhere = await Elsewhere.start();
  });
  after(async () => {
    // Undefined when the tests are skipped.
    await (browser as Browser | undefined)?.close();
    (elsewhere as Elsewhere | undefined)?.stop();
  });

  /** Opens the page behind the edge that these settings make. @returns what it got, and what the browser complained of. */
  async function visit(frontend: "ssr" | "spa", set: readonly string[], serverHeaders: Record<string, string> = {}) {
    const served = await ServedPage.start(frontend, set, pageFor(elsewhere.origin), serverHeaders);
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    try {
      await page.goto(served.address);
      const result = await page.evaluate<Result>("window.result");
      return { result, complaints: complaints.filter((text) => text.includes("Content Security Policy")) };
    } finally {
      await page.close();
      await served.stop();
    }
  }

  const KEY = "edge.headers.contentSecurityPolicy";
  const allow = (...directives: string[]): string =>
    `${KEY}.add={${directives.map((name) => `${name}: ['${elsewhere.origin}']`).join(", ")}}`;
  const all = ["font-src", "style-src", "connect-src", "img-src"];

  it("is blocked in all four by the policy that the edge sends without settings", async () => {
    const { result, complaints } = await visit("spa", []);
    expect(result).to.deep.equal(NOTHING);
    for (const directive of all)
      expect(
        complaints.some((text) => text.includes(directive)),
        directive,
      ).to.equal(true);
  });

  it("works under the configured policy", async () => {
    expect(await visit("spa", [allow(...all)])).to.deep.equal({ result: EVERYTHING, complaints: [] });
  });

  it("gets what each directive allows, and nothing else", async () => {
    const { result } = await visit("spa", [allow("font-src", "img-src")]);
    expect(result).to.deep.equal({ ...NOTHING, font: true, image: true });
  });

  it("works and is reported while the policy only reports", async () => {
    const { result, complaints } = await visit("spa", [`${KEY}.reportOnly=true`]);
    expect(result).to.deep.equal(EVERYTHING);
    expect(complaints.filter((text) => /report-only|report only/i.test(text))).to.have.length.of.at.least(all.length);
  });

  it("gets the configured policy from the edge where the server of pages sends none", async () => {
    expect((await visit("ssr", [allow("font-src", "img-src")])).result).to.deep.equal({
      ...NOTHING,
      font: true,
      image: true,
    });
    expect(await visit("ssr", [allow(...all)])).to.deep.equal({ result: EVERYTHING, complaints: [] });
  });

  it("keeps the policy of a server that sends one itself", async () => {
    const own = { "content-security-policy": `default-src 'self' ${elsewhere.origin}` };
    expect((await visit("ssr", [allow("font-src")], own)).result).to.deep.equal(EVERYTHING);
  });
});
