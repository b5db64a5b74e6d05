import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { element } from "./svg";

const FOLDER = join(__dirname, "icons");
const DARK = ".dark";

interface IconFile {
  readonly viewBox: string;
  readonly body: string;
}

const files = new Map<string, IconFile>();

export interface IconPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Unique in the document that the picture lands in: gradients are found by id. */
  readonly idPrefix: string;
}

/** Names of the icons there are. */
export function iconNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".svg") && !file.includes(DARK))
    .map((file) => file.replace(/\.svg$/u, ""));
}

/** An icon as a nested `<svg>`; two of them where AWS draws it differently on dark ground. */
export function icon(name: string, place: IconPlace): string[] {
  if (!hasDark(name)) return [nested(name, place, undefined)];
  return [
    nested(name, { ...place, idPrefix: `${place.idPrefix}-l` }, "on-light"),
    nested(name + DARK, { ...place, idPrefix: `${place.idPrefix}-d` }, "on-dark"),
  ];
}

function hasDark(name: string): boolean {
  return readdirSync(FOLDER).includes(`${name}${DARK}.svg`);
}

function nested(name: string, { x, y, size, idPrefix }: IconPlace, visible: string | undefined): string {
  const { viewBox, body } = read(name);
  const unique = body
    .replaceAll(/\bid="(?<id>[^"]+)"/gu, `id="${idPrefix}-$<id>"`)
    .replaceAll(/url\(#(?<id>[^)]+)\)/gu, `url(#${idPrefix}-$<id>)`);
  const frame = { x, y, width: size, height: size, viewBox, "aria-hidden": "true", class: visible };
  return element("svg", frame, [unique]);
}

/** Title, ids that nothing refers to, and the white space of the drawing program are left out. */
function read(name: string): IconFile {
  const known = files.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(join(FOLDER, `${name}.svg`), "utf8");
  const viewBox = /viewBox="(?<box>[^"]+)"/u.exec(source)?.groups?.box;
  const body = /<svg[^>]*>(?<body>[\s\S]*)<\/svg>/u.exec(source)?.groups?.body;
  if (viewBox === undefined || body === undefined) throw new Error(`icons/${name}.svg is not an SVG with a viewBox.`);
  const referenced = new Set([...body.matchAll(/url\(#([^)]+)\)/gu)].map((match) => match[1]));
  const cleaned = body
    .replaceAll(/<title>[^<]*<\/title>/gu, "")
    .replaceAll(/ id="([^"]+)"/gu, (whole, id: string) => (referenced.has(id) ? whole : ""))
    .replaceAll(/>\s+</gu, "><")
    .trim();
  const file = { viewBox, body: cleaned };
  files.set(name, file);
  return file;
}
