import { vcpusOf } from "./instance-sizes";

/** CPU a burstable class sustains without spending credits, in vCPUs. Source: Amazon EC2 user guide, T4g baselines. */
const BASELINE_VCPUS: Readonly<Record<string, number>> = {
  "db.t4g.micro": 0.2,
  "db.t4g.small": 0.4,
  "db.t4g.medium": 0.4,
  "db.t4g.large": 0.6,
};
/** Average load that leaves room for a peak of twice the average at 60 % of the CPU. */
const HIGHEST_AVERAGE_SHARE = 0.3;
const AFTER_BURSTABLE = "db.m7g";
const SIZES = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];

/** Average CPU load, in vCPUs, that a class carries month after month. */
export function sustainedVcpus(dbClass: string): number {
  return BASELINE_VCPUS[dbClass] ?? vcpusOf(dbClass) * HIGHEST_AVERAGE_SHARE;
}

/**
 * Classes that a database grows into, its own first: burstable ones up to `db.t4g.large` and then m7g, others the larger
 * sizes of their family. Every step carries more than the one before.
 */
export function growthSteps(dbClass: string): string[] {
  const burstable = Object.keys(BASELINE_VCPUS);
  const isBurstable = burstable.includes(dbClass);
  const family = isBurstable ? AFTER_BURSTABLE : dbClass.replace(/\.[^.]+$/, "");
  const larger = [...(isBurstable ? burstable : []), ...SIZES.map((size) => `${family}.${size}`)];
  return larger.reduce(
    (steps, next) => (sustainedVcpus(next) > sustainedVcpus(steps.at(-1) ?? dbClass) ? [...steps, next] : steps),
    [dbClass],
  );
}

/** The smallest step that carries a load in vCPUs, or the largest there is. */
export function stepFor(vcpus: number, dbClass: string): string {
  const steps = growthSteps(dbClass);
  return steps.find((step) => sustainedVcpus(step) >= vcpus) ?? steps.at(-1) ?? dbClass;
}
