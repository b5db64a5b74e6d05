import { typesGivenBackBy } from "@toolkit/offline/provider";
import { shortType } from "@toolkit/offline/render/tree";
import { type CostComponent } from "./cost-component";
import { CostError } from "./errors";
import { type EstimateInput } from "./estimate-input";
import { type CostResource, type GraphView, graphView } from "./graph-view";
import { inputLists, unmodelledInputs, usedInputs } from "./inputs";
import { orNothing, text } from "./recipes/inputs";
import { recipeContext, type Said } from "./recipes/context";
import { isFree } from "./recipes/recipe";
import { recipeFor } from "./recipes/registry";
import { tagReader } from "./tags";
import { atTerms, LIST_TERMS } from "./terms";

export { type EstimateInput, type FreeTier } from "./estimate-input";

export interface ResourceCost {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly service: string;
  readonly region: string;
  /** Lines that cost nothing at this usage are kept: they show what would be billed. */
  readonly components: readonly CostComponent[];
  /** Why there are no lines. */
  readonly free: string | undefined;
  /** What the price takes for granted, since it could not be read. */
  readonly notes: readonly string[];
  /** Why its price cannot be told: the totals lack it. */
  readonly noPrice: string | undefined;
  /** Parts of its bill that have no price, each with the reason: the totals lack them. */
  readonly missing: readonly string[];
  /** Inputs that change how much is used, each with the key of the profile that alone says it. */
  readonly fromProfile: readonly string[];
  /** Its `tags`, for totals by tag. */
  readonly tags: Readonly<Record<string, string>>;
}

/** USD a month, not rounded. */
export interface Totals {
  readonly fixed: number;
  readonly usage: number;
  readonly total: number;
}

export interface Estimate extends Totals {
  readonly region: string;
  readonly resources: readonly ResourceCost[];
  /** Resources without a price or a part of it: with any of them the totals are at least what the month costs. */
  readonly unpriced: readonly ResourceCost[];
}

/** Prices everything that can be priced; what cannot is told with its reason. What is only looked up is others' bill. */
export function estimate(input: EstimateInput): Estimate {
  const graph = graphView(input.resources);
  const tagsOf = tagReader(graph);
  const own = input.resources.filter(({ external }) => external !== true);
  const resources = own.map((resource) => priceResource(resource, graph, input, tagsOf(resource)));
  const unpriced = resources.filter(({ noPrice, missing }) => noPrice !== undefined || missing.length > 0);
  return { region: input.region, resources, unpriced, ...totalsOf(resources.flatMap(({ components }) => components)) };
}

/** Sums of fixed and usage lines. */
export function totalsOf(components: readonly CostComponent[]): Totals {
  const sum = (kind: CostComponent["kind"]) =>
    components.filter((line) => line.kind === kind).reduce((total, line) => total + line.monthlyCost, 0);
  const fixed = sum("fixed");
  const usage = sum("usage");
  return { fixed, usage, total: fixed + usage };
}

/** Totals by service, dearest first. Services without cost are left out. */
export function totalsByService({ resources }: Estimate): readonly (Totals & { readonly service: string })[] {
  return [...new Set(resources.map(({ service }) => service))]
    .map((service) => ({
      service,
      ...totalsOf(resources.filter((r) => r.service === service).flatMap(({ components }) => components)),
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

/** Totals by the values of a tag, dearest first; `undefined` is the value of what has no such tag. */
export function totalsByTag(
  { resources }: Estimate,
  tag: string,
): readonly (Totals & { readonly value: string | undefined })[] {
  return [...new Set(resources.map(({ tags }) => tags[tag]))]
    .map((value) => ({
      value,
      ...totalsOf(resources.filter(({ tags }) => tags[tag] === value).flatMap(({ components }) => components)),
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

function priceResource(
  resource: CostResource,
  graph: GraphView,
  input: EstimateInput,
  tags: ResourceCost["tags"],
): ResourceCost {
  const { urn, type, name } = resource;
  const region = orNothing(() => text(resource.inputs, "region")) ?? input.region;
  const found = recipeFor(resource);
  const service = found?.service ?? UNPRICED;
  const fromProfile = usedInputs(resource);
  const cost = { urn, type, name, service, region, tags, fromProfile, components: [], notes: [], missing: [] };
  if (found === undefined) return { ...cost, free: undefined, noPrice: missingRecipe(resource, graph) };
  const said: Said = { notes: new Set(), missing: new Set(unmodelledInputs(resource)) };
  try {
    const result = found.recipe(resource, recipeContext(resource, graph, input, region, said));
    const told = { ...cost, notes: [...said.notes], noPrice: undefined };
    if (isFree(result)) return { ...told, missing: [...said.missing], free: result.free };
    const { terms = LIST_TERMS } = input;
    const components = result.filter(({ noPrice }) => noPrice === undefined).map((line) => atTerms(line, terms));
    const [first] = result;
    if (components.length === 0 && first?.noPrice !== undefined) throw new CostError(first.noPrice);
    for (const { name: line, noPrice } of result) if (noPrice !== undefined) said.missing.add(`${line}: ${noPrice}`);
    refuseStrangeAmounts(components);
    return { ...told, missing: [...said.missing], components, free: undefined };
  } catch (error) {
    // Inputs that no recipe has foreseen must not hide the price of everything else.
    const reason = error instanceof CostError ? error.message : `its inputs cannot be priced (${String(error)})`;
    return { ...cost, missing: [...said.missing], free: undefined, noPrice: reason };
  }
}

/** Sums of strange inputs, such as two sizes that overflow, are told and not billed. */
function refuseStrangeAmounts(components: readonly CostComponent[]): void {
  const strange = components.find(({ monthlyCost }) => !Number.isFinite(monthlyCost) || monthlyCost < 0);
  if (strange === undefined) return;
  throw new CostError(`its inputs give ${strange.monthlyQuantity} ${strange.unit} for "${strange.name}"`);
}

/** Where resources stand that belong to no service of the cost table. */
const UNPRICED = "Not priced";

function missingRecipe({ urn, type, remote }: CostResource, graph: GraphView): string {
  if (remote !== true) return "there is no recipe for this type";
  const seen = graph.resources.filter(({ parent }) => parent === urn).map(({ name }) => name);
  const known = seen.length === 0 ? "" : `; seen are ${seen.join(", ")}`;
  const billed = typesGivenBackBy(type).filter(
    (child) => child in inputLists || recipeFor({ type: child }) === undefined,
  );
  const among = billed.length === 0 ? "" : `, such as ${billed.map(shortType).join(", ")}`;
  return `its provider makes resources that are not seen here${among}${known}`;
}
