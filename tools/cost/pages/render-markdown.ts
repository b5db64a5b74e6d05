import { type Page, type Section } from "./page";

/** A page for a pull request or a wiki; details are folded. */
export function renderMarkdown({ headline, sections, footer }: Page): string {
  const blocks = [`### ${escaped(headline)}`, ...sections.map(sectionMarkdown), footer.map(small).join("\n")];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function sectionMarkdown(section: Section): string {
  const body = [table(section), notesOf(section)].filter((part) => part !== "").join("\n\n");
  if (section.isDetail !== true) return `#### ${escaped(section.title)}\n\n${body}`;
  return `<details>\n<summary>${escaped(section.title)}</summary>\n\n${body}\n\n</details>`;
}

function table({ columns, rows, total, texts = 1 }: Section): string {
  if (columns === undefined) return "";
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = columns.map((_, column) => (column < texts ? ":--" : "--:"));
  return [
    row(columns),
    `| ${rule.join(" | ")} |`,
    ...rows.map(row),
    ...(total === undefined
      ? []
      : [`| ${total.map((cell) => (cell === "" ? "" : `**${escaped(cell)}**`)).join(" | ")} |`]),
  ].join("\n");
}

const notesOf = ({ notes = [] }: Section): string => notes.map((note) => `- ${escaped(note)}`).join("\n");

const small = (line: string): string => `<sub>${escaped(line)}</sub><br>`;

/** Names come from a program: they must neither break a table nor become markup. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\|`*_[\]]/g, (mark) => `\\${mark}`)
    .replaceAll(/\s*\n\s*/g, " ");
}
