import { type GraphDocument } from "@toolkit/offline/graph";
import { type CostComponent } from "@toolkit/cost/cost-component";
import { type Estimate, type ResourceCost, type Totals, totalsByService, totalsOf } from "@toolkit/cost/estimate";
import { toCents } from "@toolkit/cost/formulas/money";

/** A document with its cost. */
export interface Priced {
  /** E.g. `stack prod`. */
  readonly label: string;
  readonly document: GraphDocument;
  readonly cost: Estimate;
}

export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface ServiceChange extends Change {
  readonly service: string;
}

export interface LineChange extends Change {
  readonly name: string;
}

export interface ResourceChange extends Change {
  /** `+` for a new resource, `-` for one that goes, `~` for one that costs more or less. */
  readonly sign: "+" | "-" | "~";
  readonly name: string;
  readonly type: string;
  /** Lines that differ. */
  readonly lines: readonly LineChange[];
}

/** What a change does to the bill. */
export interface Difference {
  readonly base: Priced;
  readonly head: Priced;
  readonly services: readonly ServiceChange[];
  /** Largest change first; resources whose cost stays are left out. */
  readonly resources: readonly ResourceChange[];
}

/** Compares two documents that were priced with the same usage. Resources are told by URN, whatever the stack's name. */
export function differenceOf(base: Priced, head: Priced): Difference {
  const before = byNeutralUrn(base);
  const after = byNeutralUrn(head);
  const keys = new Set([...before.keys(), ...after.keys()]);
  const resources = [...keys]
    .flatMap((key) => changeOf(before.get(key), after.get(key)))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return { base, head, services: serviceChanges(base.cost, head.cost), resources };
}

/** Resources by a URN that does not name the stack. */
export function byNeutralUrn({ document, cost }: Pick<Priced, "document" | "cost">): Map<string, ResourceCost> {
  const start = `urn:pulumi:${document.stack}::`;
  return new Map(cost.resources.map((resource) => [resource.urn.replace(start, "urn:pulumi:stack::"), resource]));
}

function serviceChanges(base: Estimate, head: Estimate): ServiceChange[] {
  const before = totalsByService(base);
  const after = totalsByService(head);
  const totalOf = (totals: readonly (Totals & { readonly service: string })[], service: string) =>
    totals.find((row) => row.service === service)?.total ?? 0;
  return [...new Set([...after, ...before].map(({ service }) => service))].map((service) => ({
    service,
    before: totalOf(before, service),
    after: totalOf(after, service),
  }));
}

function changeOf(before: ResourceCost | undefined, after: ResourceCost | undefined): ResourceChange[] {
  const resource = after ?? before;
  if (resource === undefined) return [];
  const totals = {
    before: totalsOf(before?.components ?? []).total,
    after: totalsOf(after?.components ?? []).total,
  };
  const lines = lineChanges(before?.components ?? [], after?.components ?? []);
  if (lines.length === 0) return [];
  const sign = before === undefined ? "+" : after === undefined ? "-" : "~";
  return [{ sign, name: resource.name, type: resource.type, ...totals, lines }];
}

function lineChanges(before: readonly CostComponent[], after: readonly CostComponent[]): LineChange[] {
  const costOf = (lines: readonly CostComponent[], name: string) =>
    lines.filter((line) => line.name === name).reduce((sum, line) => sum + line.monthlyCost, 0);
  return [...new Set([...before, ...after].map(({ name }) => name))]
    .map((name) => ({ name, before: costOf(before, name), after: costOf(after, name) }))
    .filter((line) => toCents(line.before) !== toCents(line.after));
}
