import { readFileSync } from "node:fs";
import { type AxeResults } from "axe-core";
import { type Browser, type BrowserContext, type Page } from "playwright-core";
import { chromiumPath, launch as launchChromium } from "../../../support/chromium";
import { HOST } from "./run";

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const launch = (): Promise<Browser> =>
  launchChromium(chromiumPath() ?? "", `--host-resolver-rules=MAP ${HOST} 127.0.0.1, EXCLUDE localhost`);

/** A window with a clock and language that do not depend on the machine, and everything that went wrong in it. */
export class Visitor {
  /** Errors of the console, of scripts and of the content security policy. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  static async open(browser: Browser, origin: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: origin,
      ignoreHTTPSErrors: true,
      viewport: { width: 900, height: 640 },
      locale: "en-GB",
      timezoneId: "UTC",
      ...options,
    });
    const visitor = new Visitor(await context.newPage(), context);
    visitor.page.setDefaultTimeout(10_000);
    return visitor;
  }

  /** Errors so far, and forgets them. */
  takeErrors(): string[] {
    return this.errors.splice(0);
  }

  /** What axe-core finds wrong with the page, one line each. */
  async accessibilityProblems(): Promise<string[]> {
    // Through the debugger, since the content security policy rightly refuses a script tag.
    await this.page.evaluate(axeSource);
    const results = await this.page.evaluate<AxeResults>("axe.run()");
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }

  heading(): Promise<string> {
    return this.page.locator("h1").innerText();
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
