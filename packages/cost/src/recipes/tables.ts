import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { HOURS_PER_MONTH } from "../formulas/time";
import { type CostResource } from "../graph-view";
import { flag, number, object, objects, required, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext } from "./recipe";

const MILLION = 1_000_000;
/**
 * What an account has for nothing each month and region, of the Standard table class alone; hours are those of 25
 * units. Source: "Amazon DynamoDB pricing", https://aws.amazon.com/dynamodb/pricing/provisioned/.
 */
const FREE = { storedGb: 25, unitHours: 18_600, streamReads: 2_500_000 };

const INFREQUENT = "STANDARD_INFREQUENT_ACCESS";
const ON_DEMAND = "PAY_PER_REQUEST";

/** Which tables use an allowance; what a recipe refuses of another table is told at that table. */
const USES: Readonly<Record<keyof typeof FREE, (inputs: CostResource["inputs"]) => boolean>> = {
  storedGb: ({ tableClass }) => tableClass !== INFREQUENT,
  unitHours: ({ tableClass, billingMode }) => tableClass !== INFREQUENT && billingMode !== ON_DEMAND,
  streamReads: ({ streamEnabled }) => streamEnabled === true,
};

type Unit = "read" | "write";

/**
 * Reads and writes as the profile says or as they are provisioned, and data with what is kept of it. Tables that use an
 * allowance of the account share it in equal parts. Source: https://aws.amazon.com/dynamodb/pricing/.
 */
const table: Recipe = (resource, context) => {
  const isInfrequent = text(resource.inputs, "tableClass") === INFREQUENT;
  const plan: Plan = { key: isInfrequent ? "dynamodb.ia" : "dynamodb", of: isInfrequent ? ", Standard-IA" : "" };
  const storedGb = context.share("tables", "storedGb");
  const freeGb = isInfrequent ? 0 : allowance("storedGb", context);
  return [
    ...(text(resource.inputs, "billingMode") === ON_DEMAND
      ? requestLines(plan, context)
      : capacityLines(resource, plan, context)),
    context.perUse(`Data and indexes${plan.of}`, `${plan.key}.gb`, Math.max(0, storedGb - freeGb)),
    ...(flag(object(resource.inputs, "pointInTimeRecovery"), "enabled")
      ? [context.perUse("Point-in-time recovery", "dynamodb.pitr.gb", storedGb)]
      : []),
    ...(flag(resource.inputs, "streamEnabled") ? [streamLine(context)] : []),
  ];
};

/** The price of a table class, and how lines name it. */
interface Plan {
  readonly key: string;
  readonly of: string;
}

function requestLines({ key, of }: Plan, context: RecipeContext): CostComponent[] {
  return [
    context.perUse(`Writes${of}`, `${key}.write1m`, context.share("tables", "writes") / MILLION),
    context.perUse(`Reads${of}`, `${key}.read1m`, context.share("tables", "reads") / MILLION),
  ];
}

/** Units of the table and of each global secondary index, which has its own. */
function capacityLines(resource: CostResource, { key, of }: Plan, context: RecipeContext): CostComponent[] {
  const indexes = objects(resource.inputs, "globalSecondaryIndexes");
  const targets = context.graph.dependents(resource.urn, T.scalingTarget);
  if (targets.length > 0) context.note("capacity as it is given; Application Auto Scaling changes it");
  const free = of === "" ? allowance("unitHours", context) : 0;
  const hours = (unit: Unit) => {
    const input = `${unit}Capacity`;
    const own = required(input, number(resource.inputs, input));
    const units = indexes.reduce((sum, index) => sum + (number(index, input) ?? 0), own);
    return Math.max(0, units * HOURS_PER_MONTH - free);
  };
  return [
    context.fixed(`Write capacity${of}`, `${key}.wcu.hour`, hours("write")),
    context.fixed(`Read capacity${of}`, `${key}.rcu.hour`, hours("read")),
  ];
}

/** What others than Lambda and global tables read from the stream. */
function streamLine(context: RecipeContext): CostComponent {
  const reads = context.share("tables", "streamReads") - allowance("streamReads", context);
  return context.perUse("Reads of the stream", "dynamodb.stream1m", Math.max(0, reads) / MILLION);
}

function allowance(what: keyof typeof FREE, { takesFreeTier, graph }: RecipeContext): number {
  const sharers = graph.ofType(T.table).filter(({ inputs }) => USES[what](inputs));
  return takesFreeTier ? FREE[what] / Math.max(1, sharers.length) : 0;
}

export const tableRecipes: Readonly<Record<string, Recipe>> = {
  [T.table]: table,
  ...freeAll("aws:dynamodb", ["resourcePolicy:ResourcePolicy", "tableItem:TableItem"], "part of the table"),
};
