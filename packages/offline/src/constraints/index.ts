import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphResource, ResourceGraph } from "../graph";
import { refusedValues } from "./check";
import type { RefusedValue } from "./refused-value";
import type { ConstraintTable } from "./table";

/** A value in the inputs of a resource that AWS would refuse. */
export interface RefusedInput extends RefusedValue {
  readonly resource: GraphResource;
}

let table: ConstraintTable | undefined;

/** What AWS's schemas allow in the inputs of each type of the provider; read once. */
export function constraints(): ConstraintTable {
  table ??= JSON.parse(readFileSync(join(__dirname, "table.json"), "utf8")) as ConstraintTable;
  return table;
}

/** Every value in a graph that AWS's schemas do not allow, whatever program made it. */
export function refusedInputs({ managed }: Pick<ResourceGraph, "managed">): RefusedInput[] {
  return managed.flatMap((resource) => refusedValues(resource, constraints()).map((found) => ({ resource, ...found })));
}

/** The findings as an error tells them, a line each; nothing when there are none. */
export function refusalText(refused: readonly RefusedInput[]): string | undefined {
  if (refused.length === 0) return undefined;
  const count = refused.length === 1 ? "1 value" : `${refused.length} values`;
  const lines = refused.map(
    ({ resource, input, value, allowed }) =>
      `  ${resource.type} "${resource.name}": ${input} = ${shortened(JSON.stringify(value))} must ${allowed}`,
  );
  return [`AWS would refuse ${count}, by its resource schemas of ${constraints().date}:`, ...lines].join("\n");
}

const LONGEST = 120;

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
