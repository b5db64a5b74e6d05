import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { anchorsOf } from "./anchors";

const FOLDER = join(__dirname, "..", "..", "docs", "runbooks");

/** Text of every runbook by file name. */
export const runbooks: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".md"))
    .map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]),
);

/** Every section as alarms name it: `docs/runbooks/<file>#<anchor>`. */
export const runbookSections: ReadonlySet<string> = new Set(
  [...runbooks].flatMap(([file, text]) => anchorsOf(text).map((anchor) => `docs/runbooks/${file}#${anchor}`)),
);

/** The section that a text sends its reader to. */
export const runbookNamedIn = (text: string): string | undefined => /docs\/runbooks\/[\w-]+\.md#[\w-]+/.exec(text)?.[0];
