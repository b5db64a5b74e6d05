import { type Html, markup, trusted } from "../markup";
import { type Section } from "../section";
import { scrolling } from "../table";

/** A drawing with the name that it goes by in the page. */
export interface Picture {
  /** Start of its ids, unique in the page. */
  readonly name: string;
  readonly title: string;
  /** A whole SVG document. */
  readonly svg: string;
}

/** Pictures of the stack. Their style sheets are left out: the page has one style, which `pictureStyles` completes. */
export function renderPictures(pictures: readonly Picture[]): Section {
  return {
    id: "pictures",
    title: "Pictures",
    content: markup`<p>Drawn from the resources, not by hand.</p>
${pictures.map(figure)}`,
  };
}

function figure({ name, title, svg }: Picture): Html {
  return markup`<figure>
${scrolling(`Picture: ${title}`, trusted(withUniqueIds(withoutProlog(svg).replaceAll(STYLE, ""), name)))}<figcaption>${title}</figcaption>
</figure>
`;
}

/** The style sheets inside pictures, each once. */
export function pictureStyles(pictures: readonly Picture[]): string[] {
  return [...new Set(pictures.flatMap(({ svg }) => [...svg.matchAll(STYLE)].map(([, css = ""]) => css.trim())))];
}

/** Puts a name before every id and everything that refers to one, so that pictures do not borrow from each other. */
export function withUniqueIds(svg: string, name: string): string {
  return svg
    .replaceAll(/(?<=\sid=")(?=[^"])/g, `${name}-`)
    .replaceAll(/(?<=url\(#|\shref="#|xlink:href="#)/g, `${name}-`)
    .replaceAll(
      /(\saria-(?:labelledby|describedby|controls)=")([^"]+)"/g,
      (_, start: string, ids: string) =>
        `${start}${ids
          .trim()
          .split(/\s+/)
          .map((id) => `${name}-${id}`)
          .join(" ")}"`,
    );
}

const STYLE = /<style>([\s\S]*?)<\/style>\s*/g;

const withoutProlog = (svg: string): string => svg.slice(Math.max(0, svg.indexOf("<svg"))).trimEnd();
