import { type Rectangle } from "./geometry";
import { allNodes, type Box, type Scene } from "./scene";

/** The width of the widest box of each column, by the id of every box in it. */
export function columnWidths(scene: Scene, rectangles: ReadonlyMap<string, Rectangle>): Map<string, number> {
  const boxes = boxesOf(scene);
  return new Map(
    groupsBy(boxes, ({ column }) => column).flatMap((group) => {
      const width = Math.max(...group.map(({ id }) => at(id, rectangles).width));
      return group.map(({ id }): [string, number] => [id, Math.ceil(width)]);
    }),
  );
}

/** Stretches the boxes of a column to the same left and right, those of a row to the same top and bottom. */
export function alignBoxes(scene: Scene, rectangles: Map<string, Rectangle>): void {
  const boxes = boxesOf(scene);
  for (const group of groupsBy(boxes, ({ column }) => column)) {
    const { x, width } = union(group, rectangles);
    for (const { id } of group) rectangles.set(id, { ...at(id, rectangles), x, width });
  }
  for (const group of groupsBy(boxes, ({ row }) => row)) {
    const { y, height } = union(group, rectangles);
    for (const { id } of group) rectangles.set(id, { ...at(id, rectangles), y, height });
  }
}

function boxesOf(scene: Scene): Box[] {
  return allNodes(scene.nodes).filter((node): node is Box => node.kind === "box");
}

function groupsBy(boxes: readonly Box[], keyOf: (box: Box) => string | undefined): Box[][] {
  const groups = new Map<string, Box[]>();
  for (const box of boxes) {
    const key = keyOf(box);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), box]);
  }
  return [...groups.values()];
}

function union(boxes: readonly Box[], rectangles: ReadonlyMap<string, Rectangle>): Rectangle {
  const all = boxes.map(({ id }) => at(id, rectangles));
  const x = Math.min(...all.map((one) => one.x));
  const y = Math.min(...all.map((one) => one.y));
  return {
    x,
    y,
    width: Math.max(...all.map((one) => one.x + one.width)) - x,
    height: Math.max(...all.map((one) => one.y + one.height)) - y,
  };
}

function at(id: string, rectangles: ReadonlyMap<string, Rectangle>): Rectangle {
  const found = rectangles.get(id);
  if (found === undefined) throw new Error(`${id} has not been placed.`);
  return found;
}
