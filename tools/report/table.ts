import { type Content, type Html, markup } from "./markup";

/** A column of a table. Numbers stand to the right. */
export interface TableColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}

export interface TableArgs {
  /** What a screen reader says of the table. */
  readonly caption: string;
  readonly columns: readonly (string | TableColumn)[];
  /** The first cell of a row heads it. */
  readonly rows: readonly (readonly Content[])[];
  /** Last row that stands out. */
  readonly total?: readonly Content[];
  readonly look?: string;
}

/** A data table that scrolls by itself where the window is too narrow for it, also with the keyboard. */
export function table({ caption, columns, rows, total, look }: TableArgs): Html {
  const heads = columns.map((column) => (typeof column === "string" ? { title: column } : column));
  const classOf = (index: number): Html | undefined =>
    heads[index]?.isNumber === true ? markup` class="number"` : undefined;
  const row = (cells: readonly Content[]): Html =>
    markup`<tr>${cells.map((cell, index) =>
      index === 0 ? markup`<th scope="row"${classOf(index)}>${cell}</th>` : markup`<td${classOf(index)}>${cell}</td>`,
    )}</tr>\n`;
  return scrolling(
    caption,
    markup`<table${look === undefined ? undefined : markup` class="${look}"`}>
<caption>${caption}</caption>
<thead><tr>${heads.map(({ title }, index) => markup`<th scope="col"${classOf(index)}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
${total === undefined ? undefined : markup`<tfoot>${row(total)}</tfoot>\n`}</table>`,
  );
}

/** A part that scrolls sideways; it takes the focus so that arrow keys can scroll it. */
export function scrolling(label: string, content: Html): Html {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>\n`;
}

/** Something to open. */
export function expander(summary: Content, content: Content): Html {
  return markup`<details class="more"><summary>${summary}</summary>\n${content}</details>\n`;
}

/** `1 resource`, `2 resources`. */
export const counted = (count: number, what: string, many = `${what}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? what : many}`;
