/** A point of a picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a label stands: its left end, and the middle of its line. */
export interface Label extends Point {
  /** Whether it stands so far from its point that a line has to join them. */
  readonly isMoved: boolean;
}

/** Part of a picture that labels may use. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
}

/** Between the middles of two lines. */
const LINE = 14;
/** Of a letter, on average, at 12 pixels. */
const LETTER = 6.6;
/** From the middle of a point to its label. */
const GAP = 9;
/** Points so near to each other share a place: their labels stand to the right of all of them. */
const NEAR = { x: 40, y: 8 };
/** Half of a point. */
const RADIUS = 5;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A place for the label of each point, on none of the points and on no other label, as near to its own as there is one. */
export function placeLabels(points: readonly (Point & { readonly name: string })[], area: Area): Label[] {
  const taken: Box[] = points.map(({ x, y }) => around(x - RADIUS, x + RADIUS, y, RADIUS));
  const labels = new Map<(typeof points)[number], Label>();
  for (const point of [...points].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const left = Math.max(...points.filter((other) => isNear(point, other)).map(({ x }) => x)) + GAP;
    const boxAt = (y: number): Box => around(left, left + point.name.length * LETTER, y, LINE / 2 - 0.5);
    const fits = (y: number): boolean =>
      y >= area.top && y <= area.bottom && !taken.some((box) => overlap(box, boxAt(y)));
    const y =
      distances(points.length)
        .map((distance) => point.y + distance)
        .find(fits) ?? point.y;
    taken.push(boxAt(y));
    labels.set(point, { x: left, y, isMoved: Math.abs(y - point.y) >= LINE || left > point.x + 2 * GAP });
  }
  return points.map((point) => labels.get(point) ?? { ...point, isMoved: false });
}

/** 0, then up and down line by line. */
const distances = (lines: number): number[] => [
  0,
  ...Array.from({ length: 2 * lines }, (_, index) => (index + 1) * LINE).flatMap((distance) => [-distance, distance]),
];

const isNear = (a: Point, b: Point): boolean => Math.abs(a.y - b.y) <= NEAR.y && b.x >= a.x && b.x - a.x <= NEAR.x;

const around = (left: number, right: number, y: number, half: number): Box => ({
  ...{ left, right },
  ...{ top: y - half, bottom: y + half },
});

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
