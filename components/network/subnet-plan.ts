import { refuse } from "../errors";
import { type Cidr, cidrSize, formatCidr, parseCidr } from "./cidr";

/** AZs that the plan keeps room for. Their number decides the cut, so it can never change. */
export const MAX_AZS = 4;
/** Largest and smallest VPC: AWS allows no more than /16, and in a /23 the isolated subnets are AWS's smallest, /28. */
export const VPC_PREFIX = { min: 16, max: 23 } as const;

/** A private subnet is an eighth of the VPC: its prefix is so much longer. */
export const PRIVATE_BITS = 3;

export interface SubnetPlanArgs {
  /** Range of the VPC, /16 to /23. */
  readonly cidr: string;
  /** AZs in the order they were configured; new ones go to the end. */
  readonly azKeys: readonly string[];
}

/** Ranges of each tier by AZ key. */
export interface SubnetPlan {
  readonly publicCidrs: Readonly<Record<string, string>>;
  readonly privateCidrs: Readonly<Record<string, string>>;
  readonly isolatedCidrs: Readonly<Record<string, string>>;
}

/**
 * Cuts a VPC into tiers, each with one slot for four AZs:
 *
 *     |      private (1/2)      |  public (1/4)  | isolated (1/8) | free (1/8) |
 *
 * In a /16 a private subnet is a /19 (8,187 usable addresses), a public one a /20, an isolated one a /21. An AZ's
 * slot is its place in the list: appending one moves nothing, and the last eighth stays free for what comes later.
 */
export function planSubnets({ cidr, azKeys }: SubnetPlanArgs): SubnetPlan {
  const vpc = parseCidr(cidr);
  const problems = planProblems(vpc, cidr, azKeys);
  refuse("network", problems);
  const size = cidrSize(vpc.prefix);
  const tier = (offset: number, prefix: number): Record<string, string> =>
    Object.fromEntries(
      azKeys.map((key, slot) => [key, formatCidr({ base: vpc.base + offset + slot * cidrSize(prefix), prefix })]),
    );
  return {
    privateCidrs: tier(0, vpc.prefix + PRIVATE_BITS),
    publicCidrs: tier(size / 2, vpc.prefix + 4),
    isolatedCidrs: tier((size * 3) / 4, vpc.prefix + 5),
  };
}

function planProblems(vpc: Cidr, cidr: string, azKeys: readonly string[]): string[] {
  const repeated = azKeys.filter((key, index) => azKeys.indexOf(key) !== index);
  return [
    ...(vpc.prefix >= VPC_PREFIX.min && vpc.prefix <= VPC_PREFIX.max
      ? []
      : [`The VPC range ${cidr} must be between /${VPC_PREFIX.min} and /${VPC_PREFIX.max}.`]),
    ...(azKeys.length >= 2 && azKeys.length <= MAX_AZS
      ? []
      : [`A VPC needs 2 to ${MAX_AZS} AZs, got ${azKeys.length}: [${azKeys.join(", ")}].`]),
    ...(repeated.length === 0 ? [] : [`AZs must differ, but ${repeated.join(", ")} stands twice.`]),
  ];
}
