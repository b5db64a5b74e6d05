type Inputs = Readonly<Record<string, unknown>>;

/** A time of a deployment in which the new version gets this share of the requests, beside the start of its tasks. */
export interface Phase {
  readonly percent: number;
  readonly minutes: number;
}

/** What AWS takes where nothing is said. */
const CANARY = { percent: 5, minutes: 10 };
const STEP = { percent: 10, minutes: 6 };

/**
 * What each deployment of an ECS service goes through while requests move to the new version and both run, the bake time
 * last: nothing with a rolling update.
 *
 * Source: Amazon ECS API reference, `DeploymentConfiguration`, `CanaryConfiguration` and `LinearConfiguration`,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/.
 */
export function shiftPhasesOf({ deploymentConfiguration }: Inputs): Phase[] {
  const { strategy, bakeTimeInMinutes, canaryConfiguration, linearConfiguration } = record(deploymentConfiguration);
  const bake: Phase = { percent: 100, minutes: numberOf(bakeTimeInMinutes) ?? 0 };
  const canary = record(canaryConfiguration);
  const linear = record(linearConfiguration);
  switch (strategy) {
    case "BLUE_GREEN":
      return [bake];
    case "CANARY": {
      const percent = numberOf(canary.canaryPercent) ?? CANARY.percent;
      return [{ percent, minutes: numberOf(canary.canaryBakeTimeInMinutes) ?? CANARY.minutes }, bake];
    }
    case "LINEAR": {
      const step = numberOf(linear.stepPercent) ?? STEP.percent;
      const minutes = numberOf(linear.stepBakeTimeInMinutes) ?? STEP.minutes;
      const steps = Array.from({ length: Math.ceil(100 / step) }, (_, index) => Math.min(100, step * (index + 1)));
      return [...steps.map((percent) => ({ percent, minutes })), bake];
    }
    default:
      return [];
  }
}

/** Minutes of all of them. */
export const shiftMinutesOf = (inputs: Inputs): number =>
  shiftPhasesOf(inputs).reduce((sum, { minutes }) => sum + minutes, 0);

const record = (value: unknown): Inputs => (typeof value === "object" && value !== null ? (value as Inputs) : {});

function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return Number.isFinite(Number(value)) ? Number(value) : undefined;
}
