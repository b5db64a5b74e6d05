import { type CostResource } from "./graph-view";

/** Inputs of a resource that AWS bills and no recipe reads, said in words. */
export function unmodelledInputs(_: CostResource): string[] {
  return [];
}
