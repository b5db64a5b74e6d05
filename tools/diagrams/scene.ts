/** What a line means; decides its colour. */
export type Tone = "request" | "data" | "copy" | "neutral" | "alert";

/** A small chart in a card: squares, the first of them filled. */
export interface Meter {
  readonly filled: number;
  readonly count: number;
}

/** One thing: an icon, its name and a few facts. */
export interface Card {
  readonly kind: "card";
  readonly id: string;
  readonly icon?: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly meter?: Meter;
  /** Cards of a class are all as large as the largest, so that columns line up. */
  readonly sizeClass?: string;
  /** Icon above the text, or to its left. @default "top" */
  readonly shape?: "top" | "side";
}

export type BoxLook = "cloud" | "region" | "edge" | "vpc" | "zone" | "public" | "private" | "isolated" | "group";

/** A boundary around others. */
export interface Box {
  readonly kind: "box";
  readonly id: string;
  readonly look: BoxLook;
  readonly title: string;
  /** After the title, less loud. */
  readonly detail?: string;
  readonly children: readonly SceneNode[];
  /** Boxes of a column share left and right, boxes of a row top and bottom. */
  readonly column?: string;
  readonly row?: string;
}

export type SceneNode = Card | Box;

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly tone: Tone;
  readonly label?: string;
  /** `late` links are drawn over the finished layout; `layout` links only order what they join. @default "normal" */
  readonly role?: "normal" | "late" | "layout";
  /** A late link that leaves upwards and runs along the title of this box. */
  readonly over?: string;
  /** A late link from right side to right side, along the right of this box. */
  readonly beside?: string;
  /** A late link that turns in front of this box, where links to one target meet. */
  readonly before?: string;
}

/** A picture before it has been laid out. */
export interface Scene {
  readonly title: string;
  readonly subtitle: string;
  /** For those who cannot see it. */
  readonly description: string;
  readonly nodes: readonly SceneNode[];
  readonly links: readonly Link[];
  /** Tones that the legend explains. */
  readonly legend: readonly { readonly tone: Tone; readonly text: string }[];
}

/** Every node of a scene, outer ones first. */
export function allNodes(nodes: readonly SceneNode[]): SceneNode[] {
  return nodes.flatMap((node) => [node, ...(node.kind === "box" ? allNodes(node.children) : [])]);
}
