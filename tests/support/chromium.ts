import type { Context } from "mocha";
import { type Browser, chromium } from "playwright-core";

import { find } from "../../tools/local/tools";

/** Keeps the browser off the network, and the container's missing sandbox out of the way. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What to do where there is no browser. */
export const NO_CHROMIUM = "chromium is missing: install it, such as Debian's chromium.";

/** The installed browser. */
export const chromiumPath = (): string | undefined => find("chromium", "chromium-browser", "google-chrome");

/** Starts the browser. @param flags beside those that every test needs */
export const launch = (executablePath: string, ...flags: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...FLAGS, ...flags] });

/** Starts the browser for the tests of a file, or skips them where there is none; CI must have one. */
export function launchOrSkip(context: Context): Promise<Browser> {
  const path = chromiumPath();
  if (path !== undefined) return launch(path);
  if (process.env.CI === "true") throw new Error(NO_CHROMIUM);
  console.log(`Skipped: ${NO_CHROMIUM}`);
  return context.skip();
}
