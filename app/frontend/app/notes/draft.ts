import type { NoteDraft } from "../api/note.js";

/** Most characters of a title; the backend has the same limit. */
export const MAX_TITLE = 120;
/** Most characters of a body; the backend has the same limit. */
export const MAX_BODY = 10_000;

/** What is wrong with a draft, by field; `form` for what no single field is to blame for. */
export interface DraftErrors {
  readonly title?: string;
  readonly body?: string;
  readonly form?: string;
}

/** Reads a posted draft. Browsers send line ends as CRLF, notes keep LF. */
export function readDraft(form: FormData): NoteDraft {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : "";
  };
  return { title: text("title").trim(), body: text("body") };
}

/** Checks a draft before the backend does, so that all problems show at once and beside their fields. */
export function checkDraft({ title, body }: NoteDraft): DraftErrors | undefined {
  const titleLength = characters(title);
  const bodyLength = characters(body);
  const errors: DraftErrors = {
    ...(titleLength === 0 && { title: "Give the note a title." }),
    ...(titleLength > MAX_TITLE && { title: tooLong("title", titleLength, MAX_TITLE) }),
    ...(bodyLength > MAX_BODY && { body: tooLong("text", bodyLength, MAX_BODY) }),
  };
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** Counts what a person calls characters more nearly than UTF-16 units do: an emoji counts once, as in the backend. */
function characters(text: string): number {
  return Array.from(text).length;
}

function tooLong(what: string, length: number, limit: number): string {
  const format = (count: number) => count.toLocaleString("en");
  return `Shorten the ${what}: it has ${format(length)} characters, the limit is ${format(limit)}.`;
}
