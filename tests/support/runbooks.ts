import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "..", "..", "docs", "runbooks");

/** Anchors of a page as GitHub makes them from its headings; a repeated heading gets a number. */
export function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  const withoutCode = markdown.replace(/^```[^]*?^```/gm, "");
  return [...withoutCode.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replace(/ /g, "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

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
