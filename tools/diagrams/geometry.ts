import { type Size } from "./measure";
import { type Link } from "./scene";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point, Size {}

export interface PlacedLink {
  readonly link: Link;
  readonly points: readonly Point[];
  /** Where its label goes. */
  readonly label?: Rectangle;
}

/** Where everything is; the origin is the top left of the content. */
export interface Layout extends Size {
  readonly rectangles: ReadonlyMap<string, Rectangle>;
  readonly links: readonly PlacedLink[];
}
