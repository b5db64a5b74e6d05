import { type CostComponent } from "../cost-component";
import { type CostResource } from "../graph-view";
import { number, text } from "./inputs";
import { type RecipeContext } from "./recipe";

type Inputs = CostResource["inputs"];
type Zone = "single" | "multi";

/** What gp3 storage includes below and from the size at which RDS stripes it. Source: Amazon RDS user guide, "DB instance storage". */
const GP3_SMALL = { iops: 3000, mbps: 125 };
const GP3_STRIPED = { iops: 12_000, mbps: 500 };
const STRIPED_FROM_GB: Readonly<Record<string, number>> = { oracle: 200, sqlserver: Infinity };
const STRIPED_FROM_GB_OTHERWISE = 400;
/** RDS refuses fewer provisioned IOPS. */
const SMALLEST_PROVISIONED_IOPS = 1000;
/** Storage grows by itself when a tenth of it is left. Source: Amazon RDS user guide, "Managing capacity automatically". */
const FULL_FROM = 0.9;

/** Storage, provisioned IOPS and throughput, and backups beyond the size of the storage. */
export function storageLines(inputs: Inputs, zone: Zone, context: RecipeContext): CostComponent[] {
  const gb = storageGb(inputs, context);
  if (gb === undefined) {
    context.lacks("its storage, the size of which its source decides");
    return [];
  }
  return [
    context.fixed(
      `Storage (${kindOf(inputs)}, ${zone === "multi" ? "Multi-AZ" : "Single-AZ"})`,
      `rds.${kindOf(inputs)}.gb.${zone}`,
      gb,
    ),
    ...provisionedLines(inputs, zone, gb, context),
    context.perUse("Backup storage above the free size", "rds.backup.gb", extraBackupGb(inputs, gb, context)),
  ];
}

/** Provisioned IOPS without a type mean io1; AWS's default otherwise is gp2. */
function kindOf(inputs: Inputs): string {
  return text(inputs, "storageType") ?? ((number(inputs, "iops") ?? 0) > 0 ? "io1" : "gp2");
}

function storageGb(inputs: Inputs, { usage }: RecipeContext): number | undefined {
  const allocated = number(inputs, "allocatedStorage");
  if (allocated === undefined) return undefined;
  const most = Math.max(allocated, number(inputs, "maxAllocatedStorage") ?? 0);
  return Math.max(allocated, Math.min(most, usage.database.usedGb / FULL_FROM));
}

function provisionedLines(inputs: Inputs, zone: Zone, gb: number, context: RecipeContext): CostComponent[] {
  const kind = kindOf(inputs);
  const iops = number(inputs, "iops") ?? 0;
  const line = (name: string, key: string, quantity: number) =>
    quantity > 0 ? [context.fixed(name, `rds.${kind}.${key}.${zone}`, quantity)] : [];
  switch (kind) {
    case "gp3": {
      const included = gp3Includes(text(inputs, "engine") ?? "", gb);
      return [
        ...line("Provisioned IOPS above the included ones", "iops", iops - included.iops),
        ...line(
          "Provisioned throughput above the included one",
          "mbps",
          (number(inputs, "storageThroughput") ?? 0) - included.mbps,
        ),
      ];
    }
    case "io1":
    case "io2":
      return line("Provisioned IOPS", "iops", Math.max(iops, SMALLEST_PROVISIONED_IOPS));
    case "standard":
      return [
        context.perUse("Requests (magnetic)", "rds.standard.io1m", context.usage.storage.magneticRequests / 1_000_000),
      ];
    default:
      return [];
  }
}

function gp3Includes(engine: string, gb: number): typeof GP3_SMALL {
  const family = engine.split("-")[0] ?? "";
  return gb >= (STRIPED_FROM_GB[family] ?? STRIPED_FROM_GB_OTHERWISE) ? GP3_STRIPED : GP3_SMALL;
}

/** One full copy and a daily change for each day kept; free up to the provisioned size. */
function extraBackupGb(inputs: Inputs, gb: number, { usage }: RecipeContext): number {
  const { usedGb, dailyChangePercent } = usage.database;
  const days = number(inputs, "backupRetentionPeriod") ?? 0;
  return days === 0 ? 0 : Math.max(0, usedGb * (1 + (dailyChangePercent / 100) * days) - gb);
}
