import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { CostError } from "../errors";
import { FUNCTION_TIERS, splitTiers } from "../formulas/tiers";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { list, number, object, required, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const MILLION = 1_000_000;
const MB_PER_GB = 1024;
const DEFAULT_MEMORY_MB = 128;
/** Storage in /tmp that a function has without paying, and by default. */
const FREE_STORAGE_MB = 512;
/**
 * What an account has for nothing each month, for functions without provisioned concurrency.
 * Source: "AWS Lambda pricing", https://aws.amazon.com/lambda/pricing/.
 */
const FREE = { requests: 1_000_000, gbSeconds: 400_000 };

/** Calls, and memory and storage times their duration. Functions share the account's allowance in equal parts. */
const lambda: Recipe = (resource, context) => {
  const { inputs } = resource;
  const calls = context.share("functions", "calls");
  const seconds = (calls * context.usage.functions.durationMs) / 1000;
  const storageMb = number(object(inputs, "ephemeralStorage"), "size") ?? FREE_STORAGE_MB;
  if (text(object(inputs, "tracingConfig"), "mode") === "Active") context.lacks("X-Ray traces, by the trace");
  if (text(object(inputs, "snapStart"), "applyOn") === "PublishedVersions")
    context.lacks("SnapStart's snapshots and restores, by the GB");
  return [
    context.perUse(
      "Requests",
      `lambda.${cpuOf(resource)}.req1m`,
      Math.max(0, calls - allowance("requests", resource, context)) / MILLION,
    ),
    ...durationLines(resource, seconds * memoryGb(resource), context),
    ...(storageMb > FREE_STORAGE_MB
      ? [
          context.perUse(
            `Storage in /tmp above ${FREE_STORAGE_MB} MB`,
            `lambda.${cpuOf(resource)}.storage`,
            (seconds * (storageMb - FREE_STORAGE_MB)) / MB_PER_GB / MILLION,
          ),
        ]
      : []),
  ];
};

/** What runs on provisioned concurrency costs less by the second; the rest is on demand and cheaper with more. */
function durationLines(resource: CostResource, gbSeconds: number, context: RecipeContext): CostComponent[] {
  const cpu = cpuOf(resource);
  const isProvisioned = provisionsOf(resource, context).length > 0;
  const provisioned = isProvisioned ? (gbSeconds * context.usage.functions.provisionedPercent) / 100 : 0;
  const free = allowance("gbSeconds", resource, context);
  const tiers = FUNCTION_TIERS[cpu];
  const paid = splitTiers((gbSeconds - provisioned) / MILLION, tiers, free / MILLION);
  const shown = paid.length > 0 ? paid : tiers.slice(0, 1).map((tier) => ({ ...tier, quantity: 0 }));
  return [
    ...shown.map(({ key, name, quantity }) => context.perUse(`Duration (${name})`, key, quantity)),
    ...(isProvisioned
      ? [context.perUse("Duration on provisioned concurrency", `lambda.${cpu}.provisioned.run`, provisioned / MILLION)]
      : []),
  ];
}

/** Memory that is kept ready, whether or not it is called. */
const provisionedConcurrency: Recipe = (resource, context) => {
  const [owner] = context.graph.dependencies(resource, T.function);
  if (owner === undefined) throw new CostError("the memory of its function is not seen here");
  const input = "provisionedConcurrentExecutions";
  const count = required(input, number(resource.inputs, input));
  const gbSeconds = count * memoryGb(owner) * HOURS_PER_MONTH * 3600;
  return [context.fixed("Provisioned concurrency", `lambda.${cpuOf(owner)}.provisioned`, gbSeconds / MILLION)];
};

const cpuOf = ({ inputs }: CostResource): keyof typeof FUNCTION_TIERS =>
  list(inputs, "architectures").includes("arm64") ? "arm" : "x86";

const memoryGb = ({ inputs }: CostResource): number => (number(inputs, "memorySize") ?? DEFAULT_MEMORY_MB) / MB_PER_GB;

const provisionsOf = ({ urn }: CostResource, { graph }: RecipeContext): readonly CostResource[] =>
  graph.dependents(urn, T.provisionedConcurrency);

function allowance(what: keyof typeof FREE, resource: CostResource, context: RecipeContext): number {
  if (!context.takesFreeTier || provisionsOf(resource, context).length > 0) return 0;
  const sharers = context.graph.ofType(T.function).filter((one) => provisionsOf(one, context).length === 0);
  return FREE[what] / Math.max(1, sharers.length);
}

export const functions: ServiceRecipes = {
  service: "Functions",
  recipes: {
    [T.function]: lambda,
    [T.provisionedConcurrency]: provisionedConcurrency,
    ...freeAll(
      "aws:lambda",
      [
        "alias:Alias",
        "codeSigningConfig:CodeSigningConfig",
        "functionEventInvokeConfig:FunctionEventInvokeConfig",
        "functionUrl:FunctionUrl",
        "layerVersionPermission:LayerVersionPermission",
        "permission:Permission",
      ],
      "part of the function",
    ),
  },
};
