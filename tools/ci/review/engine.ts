import type { Consequence } from "@toolkit/offline/consequences";
import { lossesIn } from "../guard/decide";
import { type PreviewStep, resourceOf } from "../guard/preview-document";
import type { ReviewChange, ReviewConsequence } from "./review";

const OPERATIONS: Readonly<Record<string, ReviewChange["operation"]>> = {
  create: "create",
  replace: "replace",
  "create-replacement": "replace",
  update: "update",
  delete: "delete",
};

const ORDER: readonly ReviewChange["operation"][] = ["replace", "update", "create", "delete"];

/** What `pulumi preview --json` plans. */
export function changesIn(steps: readonly PreviewStep[]): ReviewChange[] {
  const changes = [...plannedIn(steps).values()].map(({ operation, step }) => ({
    operation,
    ...resourceOf(step.urn),
    inputs: operation === "replace" || operation === "update" ? inputsOf(step) : [],
  }));
  return inOrder(changes);
}

/** What is replaced first, then what changes, is new and goes. */
export const inOrder = (changes: readonly ReviewChange[]): ReviewChange[] =>
  ORDER.flatMap((operation) => changes.filter((change) => change.operation === operation));

/**
 * What the engine's steps destroy, by the guard's own judgement; what else is lost with a resource, such as its address,
 * the captured programs tell.
 */
export function consequencesIn(steps: readonly PreviewStep[], offline: readonly Consequence[]): ReviewConsequence[] {
  const losses = new Map(lossesIn(steps).map((loss) => [loss.urn, loss]));
  const told = new Map(offline.map((one) => [one.urn, one]));
  return [...plannedIn(steps).values()].flatMap(({ operation, step }): ReviewConsequence[] => {
    const loss = losses.get(step.urn);
    if (operation === "create" || (operation === "update" && loss === undefined)) return [];
    const other = told.get(step.urn);
    const more = (other?.losses ?? []).filter((text) => !other?.final.includes(text));
    const final = loss?.what ?? [];
    const { type, name } = resourceOf(step.urn);
    return [{ operation, type, name, causes: inputsOf(step), losses: [...final, ...more], final: [...final] }];
  });
}

interface Planned {
  readonly operation: ReviewChange["operation"];
  readonly step: PreviewStep;
}

/** Steps that change something, one for a resource; components are none. */
function plannedIn(steps: readonly PreviewStep[]): ReadonlyMap<string, Planned> {
  const planned = new Map<string, Planned>();
  for (const step of steps) {
    const operation = OPERATIONS[step.op];
    const isComponent =
      (step.newState ?? step.oldState)?.custom === false || resourceOf(step.urn).type.startsWith("pulumi:");
    if (operation === undefined || isComponent || planned.get(step.urn)?.operation === "replace") continue;
    planned.set(step.urn, { operation, step });
  }
  return planned;
}

/** Names alone: values may be secret. */
const inputsOf = ({ replaceReasons, diffReasons }: PreviewStep): string[] => [
  ...new Set([...(replaceReasons ?? []), ...(diffReasons ?? [])]),
];
