import { type Tone } from "./scene";
import { element, round, textElement } from "./svg";
import { ascent, lineHeight, textWidth } from "./text";
import { styleSheet } from "./theme";

const MARGIN = 28;
const HEADER = 66;
const LEGEND = 40;
const LEGEND_LINE = 34;

export interface PageArgs {
  /** Unique in the document that the picture lands in. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly legend: readonly { readonly tone: Tone; readonly text: string }[];
  readonly width: number;
  readonly height: number;
  /** Elements, the origin at the top left of the content. */
  readonly content: readonly string[];
}

/** The whole SVG: heading, content, legend, styles, and what a screen reader says. */
export function page(args: PageArgs): string {
  const { id, legend } = args;
  const words = Math.max(textWidth(args.title, "heading"), textWidth(args.subtitle, "subheading"), legendWidth(legend));
  const width = Math.ceil(Math.max(args.width, words) + 2 * MARGIN);
  const height = Math.ceil(args.height + HEADER + 2 * MARGIN + (legend.length > 0 ? LEGEND : 0));
  const shift = round(MARGIN + Math.max(0, (width - 2 * MARGIN - args.width) / 2));
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "diagram",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
    },
    [
      textElement("title", { id: `${id}-title` }, args.title),
      textElement("desc", { id: `${id}-desc` }, args.description),
      `<style>\n${styleSheet()}\n</style>`,
      element("defs", {}, arrows(id)),
      element("rect", { class: "ground", x: 0, y: 0, width, height }),
      textElement("text", { class: "t-heading", x: MARGIN, y: MARGIN + ascent("heading") }, args.title),
      textElement(
        "text",
        { class: "t-subheading", x: MARGIN, y: MARGIN + lineHeight("heading") + ascent("subheading") },
        args.subtitle,
      ),
      element("g", { class: "content", transform: `translate(${shift} ${MARGIN + HEADER})` }, args.content),
      ...legendLine(legend, height - MARGIN),
    ],
  );
  return `${svg}\n`;
}

/** An arrow head a tone: SVG viewers that draw slides do not know context-stroke. */
function arrows(id: string): string[] {
  return (["request", "data", "copy", "neutral", "alert"] as const).map((tone) =>
    element(
      "marker",
      {
        id: `${id}-arrow-${tone}`,
        viewBox: "0 0 10 10",
        refX: 9,
        refY: 5,
        markerWidth: 5,
        markerHeight: 5,
        orient: "auto-start-reverse",
      },
      [element("path", { class: `f-${tone}`, d: "M0 0 L10 5 L0 10 z" })],
    ),
  );
}

function legendWidth(legend: PageArgs["legend"]): number {
  return legend.reduce((sum, { text }) => sum + LEGEND_LINE + 8 + textWidth(text, "detail") + 28, 0);
}

function legendLine(legend: PageArgs["legend"], y: number): string[] {
  let x = MARGIN;
  return legend.flatMap(({ tone, text }) => {
    const start = x;
    x += LEGEND_LINE + 8 + textWidth(text, "detail") + 28;
    return [
      element("path", { class: `link l-${tone}`, d: `M${round(start)} ${y - 4} h${LEGEND_LINE}` }),
      textElement("text", { class: "t-detail", x: start + LEGEND_LINE + 8, y }, text),
    ];
  });
}
