import { RunError } from "@pulumi/pulumi/errors";

import { type Failure, type Rates } from "@toolkit/scaling/availability/failures";
import { partitionOf } from "../../components/partition";
import { missingEndpoints } from "../../components/network/egress-plan";
import { type StackConfig } from "../../stacks/config";
import { bundledRegions } from "../../stacks/config/rules/region";
import { activeHttpSections } from "../../stacks/config/task-sections";
import { assignmentsOf } from "../cost/analysis/variants";
import { reasonOf } from "../cost/analysis/what-if";
import { type Rerun } from "../program/kept-previews";
import { previewStack } from "../program/program";
import { assess, type Assessment } from "./assess";

/** Something that can be had or left, and the settings that turn it into the other. */
interface Choice {
  readonly what: string;
  readonly isHad: boolean;
  readonly changes: Readonly<Record<string, unknown>>;
  /** Whether it changes what the loss of the region does, and nothing else that is told. @default false */
  readonly ofRegion?: boolean;
}

/** What it costs to have something, and what it brings. */
export type Trade =
  | {
      readonly what: string;
      readonly isHad: boolean;
      readonly ofRegion: boolean;
      readonly without: Brief;
      readonly having: Brief;
    }
  | { readonly what: string; readonly isHad: boolean; readonly refused: string };

/** What a trade compares. */
export type Brief = Pick<Assessment, "monthly" | "outage" | "stuck"> & {
  readonly hoursOfYear: number;
  /** The loss of the region. */
  readonly region: Pick<Failure, "outage" | "lost"> | undefined;
};

/** Every choice with its other side, priced by running the program with it. */
export async function tradesOf(
  config: StackConfig,
  assessment: Assessment,
  rates: Rates,
  options: Rerun,
): Promise<Trade[]> {
  const trades: Trade[] = [];
  for (const choice of choicesOf(config)) trades.push(await tradeOf(choice, config, brief(assessment), rates, options));
  return trades;
}

async function tradeOf(
  { what, isHad, changes, ofRegion = false }: Choice,
  config: StackConfig,
  now: Brief,
  rates: Rates,
  options: Rerun,
): Promise<Trade> {
  const { preview = previewStack, ...run } = options;
  const set = [...(run.set ?? []), ...assignmentsOf({ label: what, changes }, config)];
  try {
    const other = brief(assess(await preview({ ...run, set }), rates));
    return { what, isHad, ofRegion, without: isHad ? other : now, having: isHad ? now : other };
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return { what, isHad, refused: reasonOf(error.message) };
  }
}

function brief({ monthly, outage, stuck, failures, composite: { hoursOfYear } }: Assessment): Brief {
  const region = failures.find(({ kind }) => kind === "region");
  return {
    ...{ monthly, outage, stuck, hoursOfYear },
    region: region === undefined ? undefined : { outage: region.outage, lost: region.lost },
  };
}

function choicesOf(config: StackConfig): Choice[] {
  return [...zoneChoices(config), ...natChoices(config), ...taskChoices(config), ...regionChoices(config)];
}

/** Copies in the region that is configured, else in the first of the same continent and partition. */
function regionChoices({ aws: { region }, backup }: StackConfig): Choice[] {
  const isNear = (other: string): boolean =>
    other !== region && partitionOf(other) === partitionOf(region) && other.split("-")[0] === region.split("-")[0];
  const { copyTo, ...backupHere } = backup;
  const other = copyTo ?? [...bundledRegions].sort().find(isNear);
  if (other === undefined) return [];
  return [
    {
      what: `backups copied to ${other}`,
      isHad: copyTo !== undefined,
      changes: copyTo === undefined ? { "backup.copyTo": other } : { backup: backupHere },
      ofRegion: true,
    },
  ];
}

function zoneChoices({ network, database }: StackConfig): Choice[] {
  const { azs, workloadAzs, nat } = network;
  const [first] = workloadAzs;
  const hasZones = workloadAzs.length > 1;
  const isBoth = hasZones && database.multiAz;
  return [
    { what: "standby", isHad: database.multiAz, changes: { "database.multiAz": !database.multiAz } },
    {
      what: "second zone for tasks",
      isHad: hasZones,
      changes: { "network.workloadAzs": hasZones ? [first] : azs },
    },
    {
      what: "standby and second zone",
      isHad: isBoth,
      changes: isBoth
        ? { "database.multiAz": false, "network.workloadAzs": [first] }
        : {
            "database.multiAz": true,
            "network.workloadAzs": azs,
            ...(nat === "single" ? { "network.nat": "perAz" } : {}),
          },
    },
  ];
}

function natChoices({ network, access }: StackConfig): Choice[] {
  const { nat, workloadAzs, endpoints } = network;
  if (nat === "none") return [];
  const missing = missingEndpoints({
    nat: "none",
    natAz: "",
    workloadAzKeys: workloadAzs,
    endpoints,
    exec: access.exec,
  });
  const to = (kind: string) => ({ "network.nat": kind });
  return [
    ...(nat === "single"
      ? []
      : [
          {
            what: "NAT gateway, not an instance",
            isHad: nat === "perAz",
            changes: to(nat === "perAz" ? "instance" : "single"),
          },
        ]),
    ...(workloadAzs.length > 1
      ? [
          {
            what: "NAT in each zone, not one",
            isHad: nat === "perAz",
            changes: to(nat === "perAz" ? "single" : "perAz"),
          },
        ]
      : []),
    {
      what: `${missing.length} endpoints beside the NAT`,
      isHad: missing.length === 0,
      changes: { "network.endpoints": missing.length === 0 ? [] : [...endpoints, ...missing] },
    },
  ];
}

function taskChoices(config: StackConfig): Choice[] {
  const services = activeHttpSections(config);
  const all = (key: string, value: (section: (typeof services)[number]) => unknown) =>
    Object.fromEntries(services.map((section) => [`${section.key}.${key}`, value(section)]));
  const hasTwo = services.every(({ tasks }) => tasks.minTasks > 1);
  const onSpot = services.filter(({ tasks }) => tasks.capacity === "fargateSpot");
  const hasBase = onSpot.every(({ tasks }) => tasks.onDemandBase > 0);
  return [
    {
      what: "two tasks, not one",
      isHad: hasTwo,
      changes: hasTwo
        ? all("minTasks", () => 1)
        : { ...all("minTasks", () => 2), ...all("maxTasks", ({ tasks }) => Math.max(2, tasks.maxTasks)) },
    },
    ...(onSpot.length > 0
      ? [
          {
            what: "on-demand base beside Spot",
            isHad: hasBase,
            changes: Object.fromEntries(
              onSpot.map(({ key, tasks }) => [`${key}.onDemandBase`, hasBase ? 0 : tasks.minTasks]),
            ),
          },
        ]
      : []),
  ];
}
