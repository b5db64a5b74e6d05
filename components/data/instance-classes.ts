import { UserError } from "../errors";
import { FIXED_SIZES } from "./instance-sizes";

/** What an RDS instance class has and can do with MySQL. */
export interface InstanceClass {
  /** Name as RDS knows it, e.g. `db.t4g.medium`. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  /** Whether Performance Insights, which Database Insights reads, runs on it. */
  readonly insights: boolean;
  /** Connections that its memory carries; `Database` sets it, so alarms can rely on it. */
  readonly maxConnections: number;
}

const BURSTABLE_FAMILIES = ["t4g", "t3"];
/** vCPUs and GiB of the burstable sizes. */
const BURSTABLE_SIZES = {
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
} as const;
/** GiB of memory per vCPU. */
const FIXED_FAMILIES = {
  m6g: 4,
  m7g: 4,
  m8g: 4,
  m6i: 4,
  m7i: 4,
  r6g: 8,
  r7g: 8,
  r8g: 8,
  r6i: 8,
  r7i: 8,
  m5: 4,
  r5: 8,
} as const;
/** Source: Amazon RDS user guide, "Engine and Region support for Performance Insights", MySQL. */
const WITHOUT_INSIGHTS = ["db.t4g.micro", "db.t4g.small", "db.t3.micro", "db.t3.small"];

/** RDS's own default is the memory it leaves to MySQL divided by this many bytes. */
const BYTES_PER_CONNECTION = 12_582_880;
/** What the operating system and RDS's agents take of a small instance. */
const RESERVED_MIB = 256;
/** The largest value that RDS accepts. */
const MAX_CONNECTIONS_LIMIT = 16_000;

/** Every class that we deploy, by name. */
export const INSTANCE_CLASSES: Readonly<Record<string, InstanceClass>> = Object.fromEntries(
  [...burstableClasses(), ...fixedClasses()].map((instanceClass) => [instanceClass.name, instanceClass]),
);

/** The class of this name. Throws with the nearest families when we know none. */
export function instanceClass(name: string): InstanceClass {
  const found = INSTANCE_CLASSES[name];
  if (found !== undefined) {
    return found;
  }
  const family = name.split(".").slice(0, 2).join(".");
  const siblings = Object.keys(INSTANCE_CLASSES).filter((known) => known.startsWith(`${family}.`));
  const families = [...BURSTABLE_FAMILIES, ...Object.keys(FIXED_FAMILIES)].map((known) => `db.${known}`);
  const choices = siblings.length > 0 ? siblings : families;
  throw new UserError(`Instance class "${name}" is not one of ours: choose from ${choices.join(", ")}.`);
}

function burstableClasses(): InstanceClass[] {
  return BURSTABLE_FAMILIES.flatMap((family) =>
    Object.entries(BURSTABLE_SIZES).map(([size, [vcpus, memoryGib]]) =>
      describe(`db.${family}.${size}`, vcpus, memoryGib),
    ),
  );
}

function fixedClasses(): InstanceClass[] {
  return Object.entries(FIXED_FAMILIES).flatMap(([family, gibPerVcpu]) =>
    Object.entries(FIXED_SIZES).map(([size, vcpus]) => describe(`db.${family}.${size}`, vcpus, vcpus * gibPerVcpu)),
  );
}

function describe(name: string, vcpus: number, memoryGib: number): InstanceClass {
  const bytes = (memoryGib * 1024 - RESERVED_MIB) * 1024 ** 2;
  return {
    name,
    vcpus,
    memoryGib,
    insights: !WITHOUT_INSIGHTS.includes(name),
    maxConnections: Math.min(Math.floor(bytes / BYTES_PER_CONNECTION), MAX_CONNECTIONS_LIMIT),
  };
}
