import type { ResourceGraph } from "../graph";
import type { Style } from "./style";

/** One run of a program, or why it cannot be shown. */
export interface Column {
  /** Heading, e.g. the name of the stack. */
  readonly label: string;
  readonly graph: ResourceGraph | { readonly refused: string };
}

const PROVIDERS = "(providers)";

/** Resources by component, a column for each run. */
export function renderSummary(columns: readonly Column[], style: Style): string {
  const counts = columns.map(({ graph }) => ("refused" in graph ? undefined : countByComponent(graph)));
  const components = [...new Set(counts.flatMap((count) => [...(count?.keys() ?? [])]))];
  const cell = (count: ReadonlyMap<string, number> | undefined, component: string): string =>
    count === undefined ? "-" : String(count.get(component) ?? 0);
  const total = (count: ReadonlyMap<string, number> | undefined): string =>
    count === undefined ? "refused" : String([...count.values()].reduce((sum, number) => sum + number, 0));
  const rows = [
    ["resources by component", ...columns.map(({ label }) => label)],
    ...components.map((component) => [component, ...counts.map((count) => cell(count, component))]),
    ["total", ...counts.map(total)],
  ];
  const reasons = columns.flatMap(({ label, graph }) =>
    "refused" in graph ? [`${label} is refused: ${graph.refused.replaceAll(/\s*\n\s*/g, " ")}`] : [],
  );
  return [...alignColumns(rows, style), ...reasons].join("\n");
}

/** First column to the left, numbers to the right; first and last row stand out. */
function alignColumns(rows: readonly (readonly string[])[], style: Style): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row, index) => {
    const cells = row.map((text, column) =>
      column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
    );
    const line = cells.join("   ");
    return index === 0 || index === rows.length - 1 ? style.bold(line) : line;
  });
}

/** Resources that a provider creates, by outermost component. */
export function countByComponent(graph: ResourceGraph): Map<string, number> {
  const counts = new Map<string, number>();
  for (const resource of graph.managed) {
    const component = graph.componentOf(resource)?.name ?? PROVIDERS;
    counts.set(component, (counts.get(component) ?? 0) + 1);
  }
  return counts;
}
