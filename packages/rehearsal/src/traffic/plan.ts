import { T } from "@toolkit/offline/aws-types";
import { formersOf } from "@toolkit/offline/consequences/former";
import { keepsItsName } from "@toolkit/offline/consequences/new-values";
import { withoutPaths } from "@toolkit/offline/consequences/property-paths";
import { type GraphResource, isManaged, nameOfUrn, ResourceGraph } from "@toolkit/offline/graph";
import type { Resource } from "../aws/account";
import { type Properties, sameValue } from "../protocol/values";
import type { Renewed } from "./new-values";
import type { Made, Recording } from "./recording";

/** One call that the engine makes. */
export interface Step {
  readonly action: "create" | "update" | "delete";
  readonly type: string;
  readonly urn: string;
  /** What is there already; undefined for a creation. */
  readonly before: Resource | undefined;
  /** What is there afterwards; undefined for a deletion. */
  readonly after: Resource | undefined;
  /** What must have been done. */
  readonly waits: Set<Step>;
}

/** `update aws:ecs/service:Service backend` */
export const stepName = ({ action, type, urn }: Step): string => `${action} ${type} ${nameOfUrn(urn)}`;

/**
 * The steps of Pulumi's engine from one run to the next: creations and updates each after what it depends on, a
 * replacement before its predecessor's deletion unless that must come first, and all other deletions last, each after
 * those of its dependents.
 *
 * Source: pulumi/pulumi, `stepGenerator`,
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go, and "How Pulumi works",
 * https://www.pulumi.com/docs/iac/concepts/how-pulumi-works/#creation-and-deletion-order
 *
 * @param current resources as they are, by URN
 */
export function planOf(
  before: Recording,
  after: Recording,
  { replaced, made }: Renewed,
  current: ReadonlyMap<string, Resource>,
  nextSerial: () => number,
): Step[] {
  const formers = formersOf(before.document.resources, after.document.resources);
  const graph = new ResourceGraph(after.document.resources);
  const byUrn = new Map<string, Step[]>();
  const steps: Step[] = [];
  const add = (step: Step): Step => {
    steps.push(step);
    byUrn.set(step.urn, [...(byUrn.get(step.urn) ?? []), step]);
    return step;
  };
  const gone: { resource: GraphResource; first: boolean; now: Resource }[] = [];
  for (const resource of after.document.resources.filter(isManaged)) {
    const one = made.get(resource.urn);
    if (one === undefined) continue;
    const former = formers.get(resource.urn);
    const now = former === undefined ? undefined : current.get(former.urn);
    if (former === undefined || now === undefined) {
      add(stepOf("create", resource, undefined, asResource(one, nextSerial())));
    } else if (replaced.has(resource.urn)) {
      const first = resource.deleteBeforeReplace || keepsItsName(former, resource);
      gone.push({ resource: former, first, now });
      add(stepOf("create", resource, undefined, asResource(one, nextSerial())));
    } else {
      const next = changed(resource, now, one);
      if (next !== undefined) add(stepOf("update", resource, now, next));
    }
  }
  for (const step of steps) {
    for (const urn of graph.dependenciesOf(graph.byUrn(step.urn)))
      for (const other of byUrn.get(urn) ?? []) step.waits.add(other);
  }
  const kept = new Set([...formers.values()].map(({ urn }) => urn));
  for (const resource of before.document.resources.filter(isManaged)) {
    const now = current.get(resource.urn);
    if (now !== undefined && !kept.has(resource.urn)) gone.push({ resource, first: false, now });
  }
  return [...steps, ...deletions(steps, gone, before)];
}

/** Deletions, and what waits for those that come first. */
function deletions(
  made: readonly Step[],
  gone: readonly { readonly resource: GraphResource; readonly first: boolean; readonly now: Resource }[],
  before: Recording,
): Step[] {
  const graph = new ResourceGraph(before.document.resources);
  const creations = new Map(made.filter(({ action }) => action === "create").map((step) => [step.urn, step]));
  const leaving = gone.filter(({ resource, now }) => !resource.retainOnDelete && now.inputs.skipDestroy !== true);
  const needs = (one: GraphResource, other: GraphResource): boolean => graph.dependenciesOf(one).has(other.urn);
  const early = leaving.filter((one) => one.first);
  const roots = early.filter(({ resource }) => !early.some((other) => needs(resource, other.resource)));
  const steps = leaving.map(({ resource, now }) => stepOf("delete", resource, now, undefined));
  for (const step of steps) {
    const resource = graph.byUrn(step.urn);
    for (const other of steps) if (needs(graph.byUrn(other.urn), resource)) step.waits.add(other);
    // What depends on a resource that is deleted first, and is replaced too, is deleted before it.
    const causes = creations.has(step.urn)
      ? roots.filter((root) => step.urn === root.resource.urn || needs(resource, root.resource))
      : [];
    if (causes.length === 0) for (const other of made) step.waits.add(other);
    for (const cause of causes) {
      for (const other of creations.get(cause.resource.urn)?.waits ?? []) {
        if (other.action !== "delete" && !early.some((one) => one.resource.urn === other.urn)) step.waits.add(other);
      }
      creations.get(step.urn)?.waits.add(step);
    }
  }
  return steps;
}

const stepOf = (
  action: Step["action"],
  { type, urn }: GraphResource,
  before: Resource | undefined,
  after: Resource | undefined,
): Step => ({ action, type, urn, before, after, waits: new Set() });

const asResource = ({ type, id, urn, region, inputs, outputs }: Made, serial: number): Resource => ({
  type,
  id,
  urn,
  region,
  serial,
  inputs,
  outputs,
});

/** The resource after an update; undefined when nothing is asked of it. */
function changed(
  { ignoreChanges, urn }: GraphResource,
  now: Resource,
  { inputs, outputs }: Made,
): Resource | undefined {
  const [was, is] = [now.inputs, inputs].map((one) => withoutPaths(one, ignoreChanges) as Properties);
  if (sameValue(was ?? {}, is ?? {})) return undefined;
  const kept = Object.fromEntries(
    Object.entries(now.inputs).filter(([key]) => ignoreChanges.some((path) => path.split(/[.[]/)[0] === key)),
  );
  return { ...now, urn, inputs: { ...inputs, ...kept }, outputs: { ...outputs, ...kept } };
}

/** Types whose call takes minutes in which both what was and what will be answer. */
export const OVERLAPS: ReadonlySet<string> = new Set([T.service, T.distribution]);
