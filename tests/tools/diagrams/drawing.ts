import { ascent, descent, type TextStyle, textWidth } from "../../../tools/diagrams/text";

export interface Area {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text with the box or card it is written in, if any. */
export interface DrawnText extends Area {
  readonly inside?: Area;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly DrawnText[];
  readonly boxes: readonly Area[];
  readonly cards: readonly Area[];
  /** Straight pieces of lines, a little shorter at both ends than drawn. */
  readonly segments: readonly Area[];
}

type Attributes = Readonly<Record<string, string>>;

/** Reads what a picture draws, the areas of its texts from the width table. */
export function readDrawing(svg: string): Drawing {
  const texts: DrawnText[] = [];
  const boxes: Area[] = [];
  const cards: Area[] = [];
  const segments: Area[] = [];
  let shift = { x: 0, y: 0 };
  let node: Area | undefined;
  for (const line of svg.split("\n")) {
    const tag = /^\s*<(?<tag>\/?\w+)/u.exec(line)?.groups?.tag;
    const attributes = attributesOf(line);
    const classes = attributes.class ?? "";
    if (tag === "g" && classes === "content") shift = translation(attributes);
    if (line === "  </g>") shift = { x: 0, y: 0 };
    if (tag === "g" && classes === "node") node = undefined;
    if (tag === "/g") node = undefined;
    if (tag === "rect" && /^(?:box|card)\b/u.test(classes)) {
      node = rectangle(attributes, shift);
      (classes === "card" ? cards : boxes).push(node);
    }
    if (tag === "text")
      texts.push({ ...textArea(line, attributes, shift), ...(node === undefined ? {} : { inside: node }) });
    if (tag === "path" && classes.startsWith("link") && attributes["marker-end"] !== undefined) {
      segments.push(...pieces(attributes.d ?? "", shift));
    }
  }
  const viewBox = /viewBox="0 0 (?<width>\d+) (?<height>\d+)"/u.exec(svg)?.groups ?? {};
  return { width: Number(viewBox.width), height: Number(viewBox.height), texts, boxes, cards, segments };
}

/** The words of a picture, in the order in which they are drawn. */
export function wordsOf(svg: string): string[] {
  return readDrawing(svg).texts.map(({ what }) => what);
}

export function overlap(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function contains(outer: Area, inner: Area): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}

/** Every pair of different areas. */
export function pairs<T>(areas: readonly T[]): [T, T][] {
  return areas.flatMap((a, index) => areas.slice(index + 1).map((b): [T, T] => [a, b]));
}

function attributesOf(line: string): Attributes {
  const open = /^\s*<[^>]*>/u.exec(line)?.[0] ?? "";
  const found = [...open.matchAll(/ ([\w-]+)="([^"]*)"/gu)];
  return Object.fromEntries(found.map(([, key = "", value = ""]): [string, string] => [key, value]));
}

function translation(attributes: Attributes): { x: number; y: number } {
  const [x = 0, y = 0] = (attributes.transform ?? "").replace("translate(", "").split(" ").map(Number.parseFloat);
  return { x, y };
}

function rectangle(attributes: Attributes, shift: { x: number; y: number }): Area {
  const [left, top] = [Number(attributes.x) + shift.x, Number(attributes.y) + shift.y];
  return {
    what: attributes.class ?? "",
    left,
    top,
    right: left + Number(attributes.width),
    bottom: top + Number(attributes.height),
  };
}

function textArea(line: string, attributes: Attributes, shift: { x: number; y: number }): Area {
  const style = (/\bt-(?<style>\w+)/u.exec(attributes.class ?? "")?.groups?.style ?? "detail") as TextStyle;
  const what = unescape(/>(?<text>[^<]*)<\/text>/u.exec(line)?.groups?.text ?? "");
  const width = textWidth(what, style);
  const share = { middle: 0.5, end: 1 }[attributes["text-anchor"] ?? ""] ?? 0;
  const left = Number(attributes.x) + shift.x - share * width;
  const baseline = Number(attributes.y) + shift.y;
  return { what, left, top: baseline - ascent(style), right: left + width, bottom: baseline + descent(style) };
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** Lines are horizontal and vertical; a piece is as thin as they come. */
function pieces(path: string, shift: { x: number; y: number }): Area[] {
  const points = [...path.matchAll(/[ML](?<x>[\d.-]+) (?<y>[\d.-]+)/gu)].map(({ groups }) => ({
    x: Number(groups?.x) + shift.x,
    y: Number(groups?.y) + shift.y,
  }));
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      what: `line from ${from.x},${from.y} to ${to.x},${to.y}`,
      left: Math.min(from.x, to.x) + (from.x === to.x ? 0 : 1),
      right: Math.max(from.x, to.x) - (from.x === to.x ? 0 : 1),
      top: Math.min(from.y, to.y) + (from.y === to.y ? 0 : 1),
      bottom: Math.max(from.y, to.y) - (from.y === to.y ? 0 : 1),
    };
  });
}
