import { T } from "@toolkit/offline/aws-types";
import { shortType } from "@toolkit/offline/render/tree";
import { type CostResource } from "../graph-view";
import { firewallRecipes } from "./firewall";
import { flag, number, object, objects } from "./inputs";
import { free, freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const PROTECTION = T.shieldProtection;
const DEFAULT_KEPT_DAYS = 35;

/** The subscription is an organization's: it stands once, at the first protection. */
const shield: Recipe = (protection, context) => {
  if (firstOf(context.graph.ofType(PROTECTION)) !== protection.urn) {
    return { free: "covered by the subscription priced at the first protection" };
  }
  return [
    context.fixed("Shield Advanced subscription (one-year commitment, one per organization)", "shield.advanced", 1),
    context.perUse("Data out through CloudFront", "shield.advanced.dto.cf.gb", context.load.edgeGb),
  ];
};

function firstOf(resources: readonly CostResource[]): string | undefined {
  return resources.map(({ urn }) => urn).sort()[0];
}

/**
 * The first copy of management events is free in a region; further copies and data events are billed, and the events that
 * Insights analyses, once for each type of insight. Source: https://aws.amazon.com/cloudtrail/pricing/.
 */
const trail: Recipe = (resource, context) => {
  const { extraManagementEvents, auditDataEvents, insightEvents } = context.usage.operations;
  const { inputs } = resource;
  const records = recordedBy(inputs);
  if (records.network) context.lacks("network activity events");
  if (inputs.enableLogging !== undefined && !flag(inputs, "enableLogging"))
    return { free: "the trail is switched off" };
  const insights = objects(inputs, "insightSelectors").length;
  const isFirst = firstOf(context.graph.ofType(resource.type)) === resource.urn;
  if (records.management && !isFirst && extraManagementEvents === 0)
    context.lacks("its copy of the management events, after the first (usage operations.extraManagementEvents)");
  return [
    ...(records.management
      ? [
          context.fixed("Management events, first copy", "cloudtrail.mgmt.first", 1),
          context.perUse(
            "Management events, further copies",
            "cloudtrail.mgmt.extra100k",
            extraManagementEvents / 100_000,
          ),
        ]
      : []),
    ...(records.data ? [context.perUse("Data events", "cloudtrail.data100k", auditDataEvents / 100_000)] : []),
    ...(insights > 0
      ? [context.perUse("Insight events", "cloudtrail.insights100k", (insights * insightEvents) / 100_000)]
      : []),
  ];
};

/** What selectors choose; without any a trail records management events. */
function recordedBy(inputs: CostResource["inputs"]): { management: boolean; data: boolean; network: boolean } {
  const basic = objects(inputs, "eventSelectors");
  const categories = objects(inputs, "advancedEventSelectors")
    .flatMap((selector) => objects(selector, "fieldSelectors"))
    .filter(({ field }) => field === "eventCategory")
    .flatMap(({ equals }) => (Array.isArray(equals) ? equals.map(String) : []));
  const manages = ({ includeManagementEvents }: (typeof basic)[number]) => includeManagementEvents !== false;
  return {
    management: basic.length + categories.length === 0 || basic.some(manages) || categories.includes("Management"),
    data: basic.some((selector) => objects(selector, "dataResources").length > 0) || categories.includes("Data"),
    network: categories.includes("NetworkActivity"),
  };
}

/** Snapshots of the database, one full copy and a daily change for each day they are kept, and their copies elsewhere. */
const backupPlan: Recipe = (plan, context) => {
  const rules = objects(plan.inputs, "rules");
  const copies = rules.flatMap((rule) => objects(rule, "copyActions"));
  if (copies.length > 0) context.lacks("the transfer of copies to other regions");
  for (const other of chosenBeside(plan, context)) context.lacks(`what it keeps of ${other}, by the GB`);
  if (rules.some((rule) => number(object(rule, "lifecycle"), "coldStorageAfter") !== undefined))
    context.note("databases have no cold storage: all snapshots are priced as warm");
  return [
    context.perUse("Database snapshots (warm)", "backup.rds.gb", snapshotGb(longestKept(rules), context)),
    ...copies.map((copy, index) =>
      context.perUse(`Copies of snapshots ${index + 1}`, "backup.rds.gb", snapshotGb(keptDays(copy), context)),
    ),
  ];
};

/** What the plan keeps that is no database of RDS: by the types that its selections refer to, or by tags. */
function chosenBeside(plan: CostResource, { graph }: RecipeContext): string[] {
  const selections = graph.dependents(plan.urn, T.backupSelection);
  const chosen = selections.flatMap(({ propertyDependencies }) => propertyDependencies?.resources ?? []);
  const types = chosen.map((urn) => urn.split("::")[2]?.split("$").at(-1) ?? "");
  const beside = types.filter((type) => !type.startsWith("aws:rds/")).map(shortType);
  const byTags = selections.some(({ inputs }) => objects(inputs, "selectionTags").length > 0);
  return [...new Set(beside), ...(byTags ? ["things chosen by tags"] : [])];
}

const keptDays = (rule: CostResource["inputs"]): number =>
  number(object(rule, "lifecycle"), "deleteAfter") ?? DEFAULT_KEPT_DAYS;

const longestKept = (rules: readonly CostResource["inputs"][]): number => Math.max(0, ...rules.map(keptDays));

function snapshotGb(days: number, { usage }: RecipeContext): number {
  const { usedGb, dailyChangePercent } = usage.database;
  return usedGb * (1 + (dailyChangePercent / 100) * days);
}

/** What a vault holds comes from the plans that fill it. */
const vault: Recipe = (_, context) => {
  if (context.graph.ofType(T.backupPlan).length === 0)
    context.lacks("what it holds: no backup plan is seen that fills it");
  return { free: "storage is priced at the backup plan" };
};

export const protection: ServiceRecipes = {
  service: "Protection and audit",
  recipes: {
    ...firewallRecipes,
    [PROTECTION]: shield,
    [T.shieldProtectionGroup]: free("part of the subscription"),
    [T.shieldSubscription]: free("priced at the first protection"),
    [T.trail]: trail,
    [T.backupPlan]: backupPlan,
    [T.backupVault]: vault,
    ...freeAll(
      "aws:backup",
      [
        "vaultPolicy:VaultPolicy",
        "vaultLockConfiguration:VaultLockConfiguration",
        "vaultNotifications:VaultNotifications",
        "selection:Selection",
      ],
      "storage is priced at the backup plan",
    ),
  },
};
