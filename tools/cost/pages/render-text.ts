import { aligned } from "@toolkit/offline/render/aligned";
import { type Style } from "@toolkit/offline/render/style";
import { type Page, type Section } from "./page";

/** A page for a terminal. Sections of details are left out unless they are asked for. */
export function renderText({ headline, sections, footer }: Page, style: Style, withDetails: boolean): string {
  const shown = sections.filter(({ isDetail = false }) => withDetails || !isDetail);
  const blocks = [style.bold(headline), ...shown.map((section) => sectionText(section, style)), footer.join("\n")];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function sectionText({ title, columns, rows, total, notes = [], texts = 1 }: Section, style: Style): string {
  if (columns === undefined) return [style.bold(title), ...notes.map((note) => `  ${note}`)].join("\n");
  const heading = [title, ...columns.slice(1)];
  const table = [heading, ...rows, ...(total === undefined ? [] : [total])];
  const lines = aligned(indented(table), (column) => column < texts);
  const styled = lines.map((line, index) =>
    index === 0 || (total !== undefined && index === lines.length - 1) ? style.bold(line) : line,
  );
  return [...styled, ...notes.map((note) => style.dim(`  ${note}`))].join("\n");
}

/** The row of headings is not indented. */
const indented = (table: readonly (readonly string[])[]): string[][] =>
  table.map(([first = "", ...others], index) => [index === 0 ? first : `  ${first}`, ...others]);
