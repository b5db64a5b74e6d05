import { type Graph, type Section } from "./widgets";

/** Units across; CloudWatch's grid has 24. */
const GRID_WIDTH = 24;
const HEADING_HEIGHT = 1;
const GRAPH_HEIGHT = 6;
const GRAPHS_ABREAST = 3;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Placed = (Place & { readonly heading: string }) | (Place & { readonly graph: Graph });

/** Places sections below each other from line `top` on: a heading, then graphs from left to right, three abreast. */
export function layOut(sections: readonly Section[], top: number): Placed[] {
  const placed: Placed[] = [];
  let y = top;
  for (const { heading, graphs } of sections) {
    placed.push({ x: 0, y, width: GRID_WIDTH, height: HEADING_HEIGHT, heading });
    y += HEADING_HEIGHT;
    for (let first = 0; first < graphs.length; first += GRAPHS_ABREAST) {
      const abreast = graphs.slice(first, first + GRAPHS_ABREAST);
      const width = GRID_WIDTH / abreast.length;
      placed.push(...abreast.map((graph, index) => ({ x: index * width, y, width, height: GRAPH_HEIGHT, graph })));
      y += GRAPH_HEIGHT;
    }
  }
  return placed;
}
