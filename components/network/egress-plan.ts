/** How private subnets reach the internet. */
export type NatMode = "none" | "instance" | "single" | "perAz";

/** AWS services that can have an interface endpoint of their own, by the last part of their service name. */
export const ENDPOINT_SERVICES = [
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "kms",
  "sts",
  "ssmmessages",
  "sqs",
] as const;
export type EndpointService = (typeof ENDPOINT_SERVICES)[number];

/**
 * What a Fargate task cannot start without: image manifest and login, logs, secrets.
 * Image layers come through the S3 gateway endpoint, which always exists.
 *
 * Source: Amazon ECR user guide, "Amazon ECR interface VPC endpoints", considerations for Fargate 1.4.0.
 */
const REQUIRED_WITHOUT_NAT: readonly EndpointService[] = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

export interface EgressPlanArgs {
  readonly nat: NatMode;
  /** Where a single gateway or the instance stands. */
  readonly natAz: string;
  /** AZs that run tasks. */
  readonly workloadAzKeys: readonly string[];
  readonly endpoints: readonly EndpointService[];
  /** Whether people open shells in tasks, which goes through Session Manager. @default false */
  readonly exec?: boolean | undefined;
  /** Services that tasks call for the things that they use. @default none */
  readonly called?: readonly EndpointService[] | undefined;
}

/** AZs that get a NAT, in order. */
export function natAzKeys({ nat, natAz, workloadAzKeys }: EgressPlanArgs): readonly string[] {
  switch (nat) {
    case "none":
      return [];
    case "perAz":
      return workloadAzKeys;
    case "instance":
    case "single":
      return [natAz];
  }
}

/** Endpoints that tasks need and do not have. Always empty with a NAT. */
export function missingEndpoints({ nat, endpoints, exec = false, called = [] }: EgressPlanArgs): EndpointService[] {
  if (nat !== "none") {
    return [];
  }
  const required = new Set([...REQUIRED_WITHOUT_NAT, ...(exec ? ["ssmmessages" as const] : []), ...called]);
  return [...required].filter((service) => !endpoints.includes(service));
}

/** Everything wrong with the choice, in sentences; empty when tasks can start. */
export function egressProblems(args: EgressPlanArgs, azKeys: readonly string[]): string[] {
  const missing = missingEndpoints(args);
  const strangers = args.workloadAzKeys.filter((key) => !azKeys.includes(key));
  const known = `[${azKeys.join(", ")}]`;
  return [
    ...(args.workloadAzKeys.length > 0 ? [] : [`Workload AZs: none, but tasks need one of ${known}.`]),
    ...(strangers.length === 0 ? [] : [`Workload AZs: ${strangers.join(", ")} not among the AZs ${known}.`]),
    ...(args.nat === "none" || azKeys.includes(args.natAz)
      ? []
      : [`NAT AZ: ${args.natAz} not among the AZs ${known}.`]),
    ...(missing.length === 0
      ? []
      : [`nat "none" leaves tasks without ${missing.join(", ")}: add these to the endpoints, or choose another nat.`]),
  ];
}
