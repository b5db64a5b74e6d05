import { type CostComponent } from "../cost-component";
import { instanceHours } from "./hourly-rate";
import { type RecipeContext } from "./recipe";

/** Metrics that detailed monitoring of one instance adds. */
export const DETAILED_MONITORING_METRICS = 7;
/** Older types that pay for their connection to EBS; newer ones have it included. */
const PAYS_FOR_EBS = /^(c1|c3|g2|i2|m1|m2|m3|r3)\.\d*xlarge$/;

/** An instance as far as its price goes, wherever its inputs stand. */
export interface InstancePlan {
  readonly type: string;
  readonly tenancy: string;
  readonly ebsOptimized: boolean;
  /** `unlimited` or `standard`; undefined as AWS chooses for the type. */
  readonly credits: string | undefined;
}

/** Hours of instances by the share that runs Windows, and what their type pays beside. */
export function hoursOf(plan: InstancePlan, label: string, hours: number, context: RecipeContext): CostComponent[] {
  const { type, tenancy, ebsOptimized, credits } = plan;
  const windows = context.usage.compute.windowsPercent / 100;
  if (windows === 0) context.note("instances are priced as Linux; what their image runs is not seen");
  if (tenancy === "host") context.lacks("a dedicated host is billed by itself, whatever runs on it");
  if (tenancy === "dedicated") context.lacks("the regional fee of dedicated instances, once an account and hour");
  const tenant = tenancy === "dedicated" ? "dedicated." : "";
  const line = (system: string, share: number) =>
    share === 0
      ? []
      : [
          instanceHours(
            `Instance (${type}${label}${system === "" ? "" : ", Windows"}${tenant === "" ? "" : ", dedicated"})`,
            type,
            hours * share,
            (name) => `ec2.${system}${tenant}${name}`,
            context,
          ),
        ];
  const family = type.split(".")[0] ?? "";
  const isUnlimited = /^t\d/.test(family) && (credits ?? (family === "t2" ? "standard" : "unlimited")) === "unlimited";
  return [
    ...(tenancy === "host" ? [] : [...line("", 1 - windows), ...line("windows.", windows)]),
    ...(ebsOptimized && PAYS_FOR_EBS.test(type)
      ? [context.fixed("EBS-optimized use", `ec2.optimized.${type}`, hours)]
      : []),
    ...(isUnlimited
      ? [context.perUse("CPU credits above the baseline", `ec2.credit.${family}`, context.usage.compute.cpuCreditHours)]
      : []),
  ];
}
