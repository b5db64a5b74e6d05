/** Text that is safe to stand in a page: only `markup` and `trusted` make it, so that forgetting to escape is a type error. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template may hold: texts and numbers are escaped, lists are joined, nothing is written for what is absent. */
export type Content = Html | string | number | undefined | readonly Content[];

/** A piece of a page; every value in it is escaped unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((text, part, index) => `${text}${written(values[index - 1])}${part}`));
}

/** Markup from somewhere else that is known to be safe, such as a picture drawn by this project. */
export const trusted = (text: string): Html => new Html(text);

/** For text and for values of quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function written(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  return content.map(written).join("");
}
