import { type CostComponent } from "../cost-component";
import { number, text } from "./inputs";
import { type RecipeContext } from "./recipe";

type Inputs = Readonly<Record<string, unknown>>;

/** A volume of EBS. */
export interface Disk {
  readonly type: string;
  readonly gb: number;
  readonly iops: number | undefined;
  /** MB/s. */
  readonly throughput: number | undefined;
}

const DEFAULT_DISK_GB = 8;
/** What gp3 includes. Source: Amazon EBS pricing, https://aws.amazon.com/ebs/pricing/. */
const GP3_IOPS = 3000;
const GP3_MBPS = 125;
const SMALLEST_PROVISIONED_IOPS = 100;
/** IOPS of io2 from which a lower price holds. */
const IO2_TIERS = [32_000, 64_000];
const NAMES: Readonly<Record<string, string>> = { standard: "magnetic" };

/** A disk as an instance, a launch template or configuration describes it; volumes are gp2 unless they say otherwise. */
export function diskOf(inputs: Inputs, context: RecipeContext): Disk {
  if (inputs.volumeSize === undefined && inputs.snapshotId !== undefined)
    context.lacks("the size of a disk, which is its snapshot's, over 8 GB");
  return {
    type: text(inputs, "volumeType") ?? "gp2",
    gb: number(inputs, "volumeSize") ?? DEFAULT_DISK_GB,
    iops: number(inputs, "iops"),
    throughput: number(inputs, "throughput"),
  };
}

/** Storage, provisioned IOPS and throughput of one kind of disk each, `count` times. */
export function diskLines(disks: readonly Disk[], count: number, context: RecipeContext): CostComponent[] {
  return disks.flatMap(({ type, gb, iops = 0, throughput = 0 }) => {
    const name = NAMES[type] ?? type;
    const storage = context.fixed(`Disk (${name})`, `ebs.${type}.gb`, gb * count);
    const line = (what: string, key: string, quantity: number) =>
      quantity > 0 ? [context.fixed(`${what} (${name})`, key, quantity * count)] : [];
    switch (type) {
      case "gp3":
        return [
          storage,
          ...line("Provisioned IOPS", "ebs.gp3.iops", iops - GP3_IOPS),
          ...line("Provisioned throughput", "ebs.gp3.mbps", throughput - GP3_MBPS),
        ];
      case "io1":
        return [storage, ...line("Provisioned IOPS", "ebs.io1.iops", Math.max(iops, SMALLEST_PROVISIONED_IOPS))];
      case "io2": {
        const [first = 0, second = 0] = IO2_TIERS;
        const provisioned = Math.max(iops, SMALLEST_PROVISIONED_IOPS);
        return [
          storage,
          ...line("Provisioned IOPS", "ebs.io2.iops", Math.min(provisioned, first)),
          ...line("Provisioned IOPS over 32,000", "ebs.io2.iops.over32k", Math.min(provisioned, second) - first),
          ...line("Provisioned IOPS over 64,000", "ebs.io2.iops.over64k", provisioned - second),
        ];
      }
      case "standard":
        return [
          storage,
          context.perUse(
            "Requests (magnetic)",
            "ebs.standard.io1m",
            context.usage.storage.magneticRequests / 1_000_000,
          ),
        ];
      default:
        return [storage];
    }
  });
}
