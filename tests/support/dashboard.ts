/** A place on a dashboard's grid. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pairs of widgets that cover each other, by their numbers. */
export function overlaps(widgets: readonly Rectangle[]): [number, number][] {
  return widgets.flatMap((one, index) =>
    widgets.flatMap((other, otherIndex): [number, number][] =>
      otherIndex > index && collide(one, other) ? [[index, otherIndex]] : [],
    ),
  );
}

const collide = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
