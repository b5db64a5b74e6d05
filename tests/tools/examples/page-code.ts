/** A file that a page shows, whole. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

/** The code of a page: whole files, which name themselves in their first line, and changes of files that are there. */
export interface PageCode {
  readonly files: readonly ShownFile[];
  /** Unified diffs. */
  readonly changes: readonly string[];
}

const FENCE = /^(`{3,})(\w+)\n([^]*?)^\1$/gm;
const NAME = /^(?:\/\/|#) (\S+(?:\/\S+|\.\w+))\n/;

/** The fenced code of a page in Markdown. Code without a name, such as a command, belongs to no file. */
export function codeOf(page: string): PageCode {
  const blocks = [...page.matchAll(FENCE)].map(([, , language = "", text = ""]) => ({ language, text }));
  return {
    files: blocks.flatMap(({ text }) => {
      const path = NAME.exec(text)?.[1];
      return path === undefined ? [] : [{ path, text: text.replace(NAME, "") }];
    }),
    changes: blocks.filter(({ language }) => language === "diff").map(({ text }) => text),
  };
}

/** Text below each heading of the second level, by that heading. */
export function sectionsOf(page: string): Record<string, string> {
  const [, ...parts] = page.split(/^## /m);
  return Object.fromEntries(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), part.slice(end + 1)] as const;
    }),
  );
}
