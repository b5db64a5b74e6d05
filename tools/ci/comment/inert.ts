/** Characters that are not seen, or that turn the direction of a text: a name could pass for another one with them. */
// eslint-disable-next-line no-control-regex -- they are what is taken out
const INVISIBLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const seen = (text: string): string => text.replace(INVISIBLE, "").replace(/\s+/g, " ").trim();

/**
 * A name as code: GitHub makes no markup, mention, link or reference of what stands in a code span. The fence is longer
 * than any run of backticks inside (CommonMark, Code spans, https://spec.commonmark.org/0.31.2/#code-spans).
 */
export function code(text: string): string {
  const plain = seen(text);
  if (plain === "") return "";
  const runs = (plain.match(/`+/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const pad = /^`|`$/.test(plain) ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A sentence that may hold names: it becomes neither markup, nor a mention of people, nor a link. */
export function inert(text: string): string {
  return seen(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\|`*_~[\]]/g, (mark) => `\\${mark}`)
    .replace(/[@#]/g, (mark) => `${mark}\u2060`)
    .replaceAll("://", ":\u2060//")
    .replace(/\bwww\./gi, (word) => `${word.slice(0, -1)}\u2060.`);
}

/** A text of several lines, as it is. */
export const fenced = (text: string): string => {
  const plain = text.replace(INVISIBLE, "").slice(0, 4000);
  const runs = (plain.match(/`{3,}/g) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}text\n${plain}\n${fence}`;
};
