import { plainText, table } from "../../markdown-table";
import { type Page, type Section } from "./page";

/** A page for a pull request or a wiki; details are folded. */
export function renderMarkdown({ headline, sections, footer }: Page): string {
  const blocks = [`### ${plainText(headline)}`, ...sections.map(sectionMarkdown), footer.map(small).join("\n")];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function sectionMarkdown(section: Section): string {
  const body = [sectionTable(section), notesOf(section)].filter((part) => part !== "").join("\n\n");
  if (section.isDetail !== true) return `#### ${plainText(section.title)}\n\n${body}`;
  return `<details>\n<summary>${plainText(section.title)}</summary>\n\n${body}\n\n</details>`;
}

function sectionTable({ columns, rows, total, texts = 1 }: Section): string {
  if (columns === undefined) return "";
  const bold = (cell: string): string => (cell === "" ? "" : `**${plainText(cell)}**`);
  return table(
    columns.map(plainText),
    [...rows.map((row) => row.map(plainText)), ...(total === undefined ? [] : [total.map(bold)])],
    columns.map((_, column) => (column < texts ? "l" : "r")),
  );
}

const notesOf = ({ notes = [] }: Section): string => notes.map((note) => `- ${plainText(note)}`).join("\n");

const small = (line: string): string => `<sub>${plainText(line)}</sub><br>`;
