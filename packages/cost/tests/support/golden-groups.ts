import { type CostResource, type EstimateInput, LIST_TERMS, type Usage } from "../../src";
import { resource, usage } from "./fixtures";
import { type GoldenLine } from "./golden";

const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
/** Rate of a reserved t3.medium, one year without payment upfront, 19.05 of 30.37. */
const RESERVED = 37.26;

interface Group {
  readonly resources: readonly CostResource[];
  readonly month: Usage;
  readonly more: Partial<EstimateInput>;
}

/** An Auto Scaling group with the instances, disks and options that the lines of a golden's block speak of. */
export function groupOf(block: string, lines: readonly GoldenLine[]): Group {
  const found = lines.map(({ component, quantity }) => ({ component, quantity }));
  const instance = found.find(({ component }) => component.startsWith("Instance usage"));
  const [, system, purchase, instanceType] = /\((.+), (.+), (\S+)\)/.exec(instance?.component ?? "") ?? [];
  const count = (instance?.quantity ?? 0) / 730;
  const has = (text: string) => found.some(({ component }) => component.includes(text));
  const quantityOf = (text: string) => found.find(({ component }) => component.includes(text))?.quantity ?? 0;
  const iops = quantityOf("Provisioned IOPS") / count;
  const disks = found
    .filter(({ component }) => component.startsWith("Storage"))
    .map(({ component, quantity }) => {
      const volumeType = /(gp2|gp3|io1)\)$/.exec(component)?.[1];
      return { volumeSize: quantity / count, volumeType, ...(volumeType === "io1" ? { iops } : {}) };
    });
  const tenancy = block.includes("tenancy_dedicated") ? "dedicated" : "default";
  const ebsOptimized = has("EBS-optimized");
  const isConfiguration = /_lc_|test_count/.test(block);
  const inputs = isConfiguration
    ? {
        ...{ instanceType, ebsOptimized, placementTenancy: tenancy, enableMonitoring: has("detailed monitoring") },
        ...{ rootBlockDevice: disks[0], ebsBlockDevices: disks.slice(1) },
      }
    : {
        ...{ instanceType, ebsOptimized, placement: { tenancy }, monitoring: { enabled: has("detailed monitoring") } },
        blockDeviceMappings: disks.map((ebs) => ({ ebs })),
      };
  const launch = resource(isConfiguration ? LAUNCH_CONFIGURATION : LAUNCH_TEMPLATE, "launch", inputs);
  const group = resource(
    "aws:autoscaling/group:Group",
    "it",
    { minSize: 0, desiredCapacity: count },
    { dependsOn: [launch.urn] },
  );
  const compute = { cpuCreditHours: quantityOf("CPU credits"), windowsPercent: system === "Windows" ? 100 : 0 };
  const commitment = { compute: purchase === "reserved" ? RESERVED : 0, database: 0 };
  return {
    resources: [launch, group],
    month: usage({ compute }),
    more: { terms: { ...LIST_TERMS, commitment } },
  };
}
