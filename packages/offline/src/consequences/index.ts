import { isDeepStrictEqual } from "node:util";
import { type GraphDocument, type GraphResource, isManaged } from "../graph";
import { type Replacement, replacementBy } from "../replacement";
import { formersOf } from "./former";
import type { Holder, Loss } from "./loss";
import { type Fate, lossesOf } from "./losses";
import { keepsItsName, valuesLost } from "./new-values";
import { differAt, leadsInto, withoutPaths } from "./property-paths";

/** Why a resource is replaced: an input of its own that changes, and whose change it follows. */
export interface Cause {
  readonly input: string;
  readonly sureness: Replacement;
  /** Name of the replaced resource whose value the input takes; undefined for a change of the program. */
  readonly from?: string;
}

/** What happens to a resource that a deployment destroys, replaces or interrupts. */
export interface Consequence {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly operation: Fate["operation"];
  /** Empty unless it is replaced. */
  readonly causes: readonly Cause[];
  /** What is lost, a phrase each: `all rows of database`, `new address`, `downtime about 5 min`. */
  readonly losses: readonly string[];
  /** Those of the losses that no later deployment makes good. */
  readonly final: readonly string[];
}

/** Names what is lost with a resource in the program's own words. @default AWS's */
export type LossWords = (resource: Holder, losses: readonly string[]) => readonly string[];

/**
 * What a deployment of one document over another replaces and deletes, and what that destroys. Both must be of one stack.
 * What follows from a replacement is told too: a subnet goes with its network.
 */
export function consequencesOf(
  before: GraphDocument,
  after: GraphDocument,
  words: LossWords = (_, losses) => losses,
): Consequence[] {
  const formers = formersOf(before.resources, after.resources);
  const kept = new Set(formers.values());
  const replaced = replacementsIn(formers, after);
  const fates = after.resources.filter(isManaged).flatMap((resource): Subject[] => {
    const former = formers.get(resource.urn);
    if (former === undefined) return [];
    const causes = replaced.get(resource.urn);
    const inputs = changedInputs(former, resource);
    if (causes !== undefined) {
      const isDeletedFirst = isMadeAfter(former, resource);
      const fate: Fate = { operation: "replace", inputs, isDeletedFirst, after: resource.inputs };
      return [{ resource, former, fate, causes }];
    }
    return inputs.length === 0
      ? []
      : [
          {
            resource,
            former,
            fate: { operation: "update", inputs, isDeletedFirst: false, after: resource.inputs },
            causes: [],
          },
        ];
  });
  const deleted = before.resources
    .filter((resource) => isManaged(resource) && !kept.has(resource))
    .map((resource): Subject => ({
      resource,
      fate: { operation: "delete", inputs: [], isDeletedFirst: false, after: {} },
      causes: [],
    }));
  const gone = new Set([
    ...deleted.map(({ resource }) => resource.urn),
    ...[...replaced.keys()].map((urn) => formers.get(urn)?.urn ?? urn),
  ]);
  return [...fates, ...deleted].flatMap(({ resource, former = resource, fate, causes }) => {
    const { urn, type, name } = resource;
    const all = lossesOf(former, fate, gone);
    if (fate.operation === "update" && all.length === 0) return [];
    const told = (some: readonly Loss[]): readonly string[] =>
      words(
        former,
        some.map(({ text }) => text),
      );
    const final = told(all.filter(({ isFinal }) => isFinal));
    return [{ urn, type, name, operation: fate.operation, causes, losses: told(all), final }];
  });
}

interface Subject {
  readonly resource: GraphResource;
  /** What it was. @default the resource itself */
  readonly former?: GraphResource;
  readonly fate: Fate;
  readonly causes: readonly Cause[];
}

/** Every replaced resource with what causes it, by URN; each is looked at once for what follows from it. */
function replacementsIn(
  formers: ReadonlyMap<string, GraphResource>,
  after: GraphDocument,
): ReadonlyMap<string, readonly Cause[]> {
  const replaced = new Map<string, readonly Cause[]>();
  const open: GraphResource[] = [];
  const replace = (resource: GraphResource, causes: readonly Cause[]): void => {
    if (causes.length === 0 || replaced.has(resource.urn) || !formers.has(resource.urn)) return;
    replaced.set(resource.urn, causes);
    open.push(resource);
  };
  for (const resource of after.resources) {
    const former = formers.get(resource.urn);
    if (former !== undefined && resource.custom) replace(resource, ownCauses(former, resource));
  }
  for (let source = open.shift(); source !== undefined; source = open.shift()) {
    const former = formers.get(source.urn);
    const isFirst = former !== undefined && isMadeAfter(former, source);
    const lost = isProvider(source) ? [] : valuesLost(source, after);
    const sureness = replaced.get(source.urn)?.some((cause) => cause.sureness === "certain") ? "certain" : "possible";
    for (const resource of after.resources) {
      if (!resource.custom) continue;
      const followed = resource.provider === source.urn ? ["provider"] : following(resource, source, lost, isFirst);
      replace(
        resource,
        followed.flatMap((input) => inheritedCause(resource, input, source.name, sureness)),
      );
    }
  }
  return replaced;
}

const isProvider = ({ type }: GraphResource): boolean => type.startsWith("pulumi:providers:");

function ownCauses(former: GraphResource, resource: GraphResource): Cause[] {
  // A provider is replaced with its region, and everything that it made.
  if (isProvider(resource))
    return former.inputs.region === resource.inputs.region ? [] : [{ input: "region", sureness: "certain" }];
  if (!isManaged(resource)) return [];
  const [was, is] = comparable(former, resource);
  return changedInputs(former, resource).flatMap((input) => {
    const forced = resource.replaceOnChanges.some((path) => differAt(path, input, was[input], is[input]));
    const sureness = forced ? "certain" : replacementBy(resource.type, input);
    return sureness === undefined ? [] : [{ input, sureness }];
  });
}

/** Inputs before and after, without what the program's options take out of the comparison. */
const comparable = (former: GraphResource, { inputs, ignoreChanges }: GraphResource) =>
  [withoutPaths(former.inputs, ignoreChanges), withoutPaths(inputs, ignoreChanges)] as const;

/** Inputs that differ. */
function changedInputs(former: GraphResource, resource: GraphResource): string[] {
  const [was, is] = comparable(former, resource);
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (input) => !isDeepStrictEqual(was[input], is[input]),
  );
}

/** Whether the old resource is deleted before the new one is made. */
const isMadeAfter = (former: GraphResource, resource: GraphResource): boolean =>
  resource.deleteBeforeReplace || keepsItsName(former, resource);

/**
 * Inputs of a resource that change with a replaced one: those that hold one of its values. What is deleted first takes
 * with it whatever could not stay (https://www.pulumi.com/docs/iac/concepts/resources/options/deletebeforereplace/).
 */
function following(
  { propertyDependencies, inputs, ignoreChanges }: GraphResource,
  { urn }: GraphResource,
  lost: readonly string[],
  isDeletedFirst: boolean,
): string[] {
  const compared = withoutPaths(inputs, ignoreChanges);
  return Object.entries(propertyDependencies)
    .filter(([input, urns]) => urns.includes(urn) && input in compared)
    .map(([input]) => input)
    .filter((input) => {
      if (isDeletedFirst) return true;
      const text = JSON.stringify(compared[input] ?? "");
      return lost.some((value) => text.includes(value));
    });
}

function inheritedCause(
  { type, replaceOnChanges }: GraphResource,
  input: string,
  from: string,
  sureness: Replacement,
): Cause[] {
  if (input === "provider") return [{ input, sureness, from }];
  const own = replaceOnChanges.some((path) => leadsInto(path, input)) ? "certain" : replacementBy(type, input);
  if (own === undefined) return [];
  return [{ input, sureness: sureness === "certain" ? own : sureness, from }];
}
