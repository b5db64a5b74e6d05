import { type LifecycleHook } from "./lifecycle-hooks";

/** How a new version of a service takes over, with what may be left out. */
export type DeploymentSettings = DeploymentStrategy | DeploymentArgs;

export const DEPLOYMENT_STRATEGIES = ["rolling", "canary", "linear", "blueGreen"] as const;

export type DeploymentStrategy = (typeof DEPLOYMENT_STRATEGIES)[number];

export interface DeploymentArgs {
  readonly strategy: DeploymentStrategy;
  /** Functions that ECS calls at stages of a gradual deployment, which stops it when one says so. @default none */
  readonly hooks?: readonly LifecycleHook[] | undefined;
  /** Percent of the requests that the new version gets first (`canary`). @default 10 */
  readonly percent?: number | undefined;
  /** Minutes before it gets all of them (`canary`). @default 10 */
  readonly canaryMinutes?: number | undefined;
  /** Percent of the requests that each step adds (`linear`). @default 20 */
  readonly stepPercent?: number | undefined;
  /** Minutes of each step (`linear`). @default 5 */
  readonly stepMinutes?: number | undefined;
  /** Minutes that the old version stays beside the new one after the last request has moved. @default 10 */
  readonly bakeMinutes?: number | undefined;
  /** Have the second target group also with `rolling`: before the first shift of a live service, and after the last. @default false */
  readonly twoTargetGroups?: boolean | undefined;
}

interface Gradual {
  readonly bakeMinutes: number;
  readonly hooks: readonly LifecycleHook[];
}

/** How a new version takes over. */
export type Deployment =
  | { readonly strategy: "rolling"; readonly twoTargetGroups: boolean }
  | ({ readonly strategy: "canary"; readonly percent: number; readonly canaryMinutes: number } & Gradual)
  | ({ readonly strategy: "linear"; readonly stepPercent: number; readonly stepMinutes: number } & Gradual)
  | ({ readonly strategy: "blueGreen" } & Gradual);

/** Names of the strategies in AWS. */
const NAMES_IN_AWS = {
  rolling: "ROLLING",
  canary: "CANARY",
  linear: "LINEAR",
  blueGreen: "BLUE_GREEN",
} as const satisfies Record<DeploymentStrategy, string>;

/** Settings that a strategy knows. */
const OWN: Readonly<Record<DeploymentStrategy, readonly (keyof DeploymentArgs)[]>> = {
  rolling: ["twoTargetGroups"],
  canary: ["percent", "canaryMinutes", "bakeMinutes", "hooks"],
  linear: ["stepPercent", "stepMinutes", "bakeMinutes", "hooks"],
  blueGreen: ["bakeMinutes", "hooks"],
};

/**
 * Minutes in which the slower of the alarms that roll back sees a bad version: three of five, of metrics that a load balancer
 * sends each minute and CloudWatch has up to two minutes later, and one until the first whole minute begins.
 */
export const LEAST_CANARY_MINUTES = 8;

/** Minutes that all waiting of one deployment may take: CI has two hours, and the tasks need theirs. */
export const MOST_SHIFT_MINUTES = 60;

/** The settings with their defaults. */
export function deploymentOf(settings: DeploymentSettings = "rolling"): Deployment {
  const given: DeploymentArgs = typeof settings === "string" ? { strategy: settings } : settings;
  const { strategy, bakeMinutes = 10, hooks = [] } = given;
  const gradual = { bakeMinutes, hooks };
  switch (strategy) {
    case "rolling":
      return { strategy, twoTargetGroups: given.twoTargetGroups ?? false };
    case "canary":
      return { strategy, percent: given.percent ?? 10, canaryMinutes: given.canaryMinutes ?? 10, ...gradual };
    case "linear":
      return { strategy, stepPercent: given.stepPercent ?? 20, stepMinutes: given.stepMinutes ?? 5, ...gradual };
    case "blueGreen":
      return { strategy, ...gradual };
  }
}

/** Functions that ECS calls at stages of a deployment. */
export const hooksOf = (deployment: Deployment): readonly LifecycleHook[] =>
  deployment.strategy === "rolling" ? [] : deployment.hooks;

/** Whether the service has a second target group. */
export function hasTwoTargetGroups(settings?: DeploymentSettings): boolean {
  const deployment = deploymentOf(settings);
  return deployment.strategy !== "rolling" || deployment.twoTargetGroups;
}

/** Minutes of a deployment in which ECS waits and watches the alarms, beside the start of the tasks. */
export function shiftMinutes(deployment: Deployment): number {
  switch (deployment.strategy) {
    case "rolling":
      return 0;
    case "canary":
      return deployment.canaryMinutes + deployment.bakeMinutes;
    case "linear":
      return Math.ceil(100 / deployment.stepPercent) * deployment.stepMinutes + deployment.bakeMinutes;
    case "blueGreen":
      return deployment.bakeMinutes;
  }
}

/** `deploymentConfiguration` of the service; its minutes are texts. */
export function deploymentConfiguration(deployment: Deployment) {
  const strategy = NAMES_IN_AWS[deployment.strategy];
  switch (deployment.strategy) {
    case "rolling":
      return { strategy };
    case "canary":
      return {
        strategy,
        bakeTimeInMinutes: String(deployment.bakeMinutes),
        canaryConfiguration: {
          canaryPercent: deployment.percent,
          canaryBakeTimeInMinutes: String(deployment.canaryMinutes),
        },
      };
    case "linear":
      return {
        strategy,
        bakeTimeInMinutes: String(deployment.bakeMinutes),
        linearConfiguration: {
          stepPercent: deployment.stepPercent,
          stepBakeTimeInMinutes: String(deployment.stepMinutes),
        },
      };
    case "blueGreen":
      return { strategy, bakeTimeInMinutes: String(deployment.bakeMinutes) };
  }
}

/** What AWS takes of a setting. */
interface Limit {
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** Values are multiples of it. */
  readonly step: number;
  readonly steps: string;
  /** What to do about a value under the least. @default the limits */
  readonly tooSmall?: string;
}

const minutes = { least: 0, most: 1440, unit: "minutes", step: 1, steps: "must be whole minutes" } as const;
const tenths = { step: 0.1, steps: "must be in tenths of a percent" } as const;

/**
 * Source: Amazon ECS API reference, `CanaryConfiguration` (0.1 to 100 percent, in tenths), `LinearConfiguration` (3 to
 * 100), `DeploymentConfiguration` (0 to 1440 minutes), https://docs.aws.amazon.com/AmazonECS/latest/APIReference/.
 */
const LIMITS = {
  bakeMinutes: minutes,
  percent: { ...tenths, least: 0.1, most: 99, unit: "percent; blueGreen moves all requests at once" },
  canaryMinutes: {
    ...minutes,
    least: LEAST_CANARY_MINUTES,
    tooSmall: `must be at least ${LEAST_CANARY_MINUTES} minutes: the alarms that roll back need them to see a bad version`,
  },
  stepPercent: { ...tenths, least: 3, most: 100, unit: "percent" },
  stepMinutes: minutes,
} as const satisfies Partial<Record<keyof DeploymentArgs, Limit>>;

type Limited = keyof typeof LIMITS;

interface DeploymentProblem {
  readonly setting: keyof DeploymentArgs;
  readonly value: unknown;
  readonly fix: string;
}

/** What is wrong with the settings, by setting. */
export function deploymentProblems(settings: DeploymentSettings = "rolling"): DeploymentProblem[] {
  if (typeof settings === "string") return [];
  const { strategy, ...given } = settings;
  const names = Object.keys(given) as (keyof typeof given)[];
  const foreign = names
    .filter((setting) => given[setting] !== undefined && !OWN[strategy].includes(setting))
    .map((setting) => ({
      setting,
      value: shownValue(given[setting]),
      fix: `has no meaning with strategy: ${strategy}, which knows ${OWN[strategy].join(", ")}`,
    }));
  return foreign.length > 0 ? foreign : valueProblems(deploymentOf(settings));
}

/** A list as the stack file would have it. */
const shownValue = (value: unknown): unknown => (typeof value === "object" ? JSON.stringify(value) : value);

function valueProblems(deployment: Deployment): DeploymentProblem[] {
  const values: Partial<Record<Limited, number>> & Pick<Deployment, "strategy"> = deployment;
  const problems = (Object.keys(LIMITS) as Limited[]).flatMap((setting) => {
    const value = values[setting];
    return value === undefined ? [] : limitFixes(LIMITS[setting], value).map((fix) => ({ setting, value, fix }));
  });
  const waits = shiftMinutes(deployment);
  if (problems.length > 0 || waits <= MOST_SHIFT_MINUTES) return problems;
  return [
    {
      setting: "strategy",
      value: deployment.strategy,
      fix: `waits ${waits} minutes in all: use at most ${MOST_SHIFT_MINUTES}, since a deployment from CI has two hours`,
    },
  ];
}

function limitFixes({ least, most, unit, step, steps, tooSmall }: Limit, value: number): string[] {
  const isWithin = value >= least && value <= most;
  // In tenths a number has no exact binary form.
  const isStep = Math.abs(value / step - Math.round(value / step)) < 1e-9;
  const limits = value < least && tooSmall !== undefined ? tooSmall : `must be ${least} to ${most} ${unit}`;
  return [...(isWithin ? [] : [limits]), ...(isStep ? [] : [steps])];
}
