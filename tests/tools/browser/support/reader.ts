import { readFileSync } from "node:fs";
import { type AxeResults } from "axe-core";
import { type Browser, type BrowserContext, type Page } from "playwright-core";

export interface Window {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
}

/** A person in front of a page, with everything that the page asked for and complained about. */
export class Reader {
  /** Addresses that the page asked for, its own first. */
  readonly requests: string[] = [];
  readonly #errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("pageerror", (error) => this.#errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.#errors.push(message.text());
    });
  }

  static async open(
    browser: Browser,
    address: string,
    { width, height, colorScheme }: Window,
    options: { javaScriptEnabled?: boolean } = {},
  ): Promise<Reader> {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: "en-GB", ...options });
    await context.setOffline(true);
    const reader = new Reader(await context.newPage(), context);
    reader.page.setDefaultTimeout(20_000);
    await reader.page.goto(address, { waitUntil: "domcontentloaded" });
    return reader;
  }

  /** Errors and warnings of the console, of scripts and of the content security policy so far; forgets them. */
  takeErrors(): string[] {
    return this.#errors.splice(0);
  }

  /** Fails when the document is not ready. */
  async domReadyMilliseconds(): Promise<number> {
    const ready = await this.page.evaluate<number>(
      "Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)",
    );
    if (ready <= 0) throw new Error("The page's DOM was not ready.");
    return ready;
  }

  /** Width that the page takes; more than the window's means that it scrolls sideways. */
  widthOfPage(): Promise<number> {
    return this.page.evaluate<number>("document.documentElement.scrollWidth");
  }

  /** Opens every expander outside of the resources, and those of the first resources: they are all alike. */
  async openExpanders(): Promise<void> {
    await this.page.evaluate(
      "for (const one of [...document.querySelectorAll('.more, #resource-rows > :nth-child(-n + 12) details')]) one.open = true",
    );
  }

  /** What the page says of the search. */
  count(): Promise<string> {
    return this.page.locator("#resource-count").innerText();
  }

  /** What axe-core finds wrong with the page, one line each. */
  async accessibilityProblems(): Promise<string[]> {
    // Through the debugger, since the content security policy rightly refuses a script tag.
    await this.page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const { violations } = await this.page.evaluate<AxeResults>("axe.run()");
    return violations.map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes
          .slice(0, 3)
          .map(({ html }) => html)
          .join(" ")}`,
    );
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
