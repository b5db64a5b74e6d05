import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";

import { alignBoxes, columnWidths } from "./align";
import { type Layout, type PlacedLink, type Point, type Rectangle } from "./geometry";
import { lateLink } from "./late-links";
import { BOX_HEADER, BOX_PADDING, boxMinimum, cardSize, type Size } from "./measure";
import { allNodes, type Link, type Scene, type SceneNode } from "./scene";
import { lineHeight, textWidth } from "./text";

/** https://eclipse.dev/elk/reference/options.html */
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
  "elk.randomSeed": "1",
  "elk.spacing.nodeNode": "22",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": "34",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.spacing.edgeLabel": "4",
  "elk.layered.considerModelOrder.strategy": "PREFER_NODES",
  "elk.layered.crossingMinimization.forceNodeModelOrder": "true",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
};

const SLANT = 3;

/**
 * Places a scene with the Eclipse Layout Kernel, twice: the second time boxes of a column are as wide as
 * the widest. Then boxes of each row and column share their sides.
 */
export async function layOut(scene: Scene): Promise<Layout> {
  const first = rectanglesOf(await run(scene, new Map()));
  const placed = await run(scene, columnWidths(scene, first));
  const rectangles = rectanglesOf(placed);
  alignBoxes(scene, rectangles);
  const links = scene.links.flatMap((link) => {
    if (link.role === "late") {
      const [from, to] = [rectangles.get(link.from), rectangles.get(link.to)];
      if (from === undefined || to === undefined) return [];
      return [lateLink(link, from, to, rectangles.get(link.over ?? link.beside ?? link.before ?? ""))];
    }
    const edge = placed.edges?.find(({ id }) => id === link.id);
    return link.role === "layout" || edge === undefined ? [] : [placedLink(link, edge)];
  });
  return { ...extent(rectangles), rectangles, links };
}

/** @param widths widths that boxes have at least, by id. */
function run(scene: Scene, widths: ReadonlyMap<string, number>): Promise<ElkNode> {
  const sizes = cardSizes(scene);
  return new ELK().layout({
    id: "root",
    layoutOptions: OPTIONS,
    children: scene.nodes.map((node) => toElk(node, sizes, widths)),
    edges: scene.links.filter(({ role }) => role !== "late").map(toElkEdge),
  });
}

function cardSizes(scene: Scene): Map<string, Size> {
  const cards = allNodes(scene.nodes).filter((node) => node.kind === "card");
  return new Map(
    cards.map((card) => {
      const alike = cards.filter(
        ({ id, sizeClass }) => id === card.id || (sizeClass !== undefined && sizeClass === card.sizeClass),
      );
      const sizes = alike.map(cardSize);
      return [
        card.id,
        {
          width: Math.max(...sizes.map(({ width }) => width)),
          height: Math.max(...sizes.map(({ height }) => height)),
        },
      ];
    }),
  );
}

function toElk(node: SceneNode, sizes: ReadonlyMap<string, Size>, widths: ReadonlyMap<string, number>): ElkNode {
  if (node.kind === "card") return { id: node.id, ...sizes.get(node.id) };
  const minimum = boxMinimum(node);
  const height = minimum.height;
  const width = Math.max(minimum.width, widths.get(node.id) ?? 0);
  const layoutOptions = {
    "elk.padding": `[top=${BOX_HEADER},left=${BOX_PADDING},bottom=${BOX_PADDING},right=${BOX_PADDING}]`,
    "elk.contentAlignment": "H_CENTER",
    "elk.nodeSize.constraints": "MINIMUM_SIZE",
    "elk.nodeSize.minimum": `(${width},${height})`,
  };
  if (node.children.length === 0) return { id: node.id, width, height };
  return { id: node.id, layoutOptions, children: node.children.map((child) => toElk(child, sizes, widths)) };
}

function toElkEdge({ id, from, to, label, role }: Link): ElkExtendedEdge {
  const labels =
    label === undefined ? [] : [{ text: label, width: textWidth(label, "label"), height: lineHeight("label") }];
  const straightness = role === "layout" ? "0" : "10";
  const layoutOptions = { "elk.layered.priority.straightness": straightness };
  return { id, sources: [from], targets: [to], labels, layoutOptions };
}

function rectanglesOf(placed: ElkNode): Map<string, Rectangle> {
  const rectangles = new Map<string, Rectangle>();
  collect(placed, rectangles);
  return rectangles;
}

function collect(node: ElkNode, rectangles: Map<string, Rectangle>): void {
  for (const child of node.children ?? []) {
    rectangles.set(child.id, { x: child.x ?? 0, y: child.y ?? 0, width: child.width ?? 0, height: child.height ?? 0 });
    collect(child, rectangles);
  }
}

function placedLink(link: Link, edge: ElkExtendedEdge): PlacedLink {
  const points = straightened(
    (edge.sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }) => [
      startPoint,
      ...(bendPoints ?? []),
      endPoint,
    ]),
  );
  const label = edge.labels?.[0];
  if (label === undefined) return { link, points };
  const { x = 0, y = 0, width = 0, height = 0 } = label;
  return { link, points, label: { x, y, width, height } };
}

/** Ports of nested nodes are off by a pixel at times, which would show as a slant. */
function straightened(points: readonly Point[]): Point[] {
  const straight: Point[] = [];
  for (const { x, y } of points) {
    const last = straight.at(-1) ?? { x, y };
    straight.push({
      x: Math.abs(x - last.x) < SLANT ? last.x : x,
      y: Math.abs(y - last.y) < SLANT ? last.y : y,
    });
  }
  return straight;
}

function extent(rectangles: ReadonlyMap<string, Rectangle>): Size {
  const all = [...rectangles.values()];
  return {
    width: Math.max(...all.map(({ x, width }) => x + width)),
    height: Math.max(...all.map(({ y, height }) => y + height)),
  };
}
