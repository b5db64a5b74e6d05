type Inputs = Readonly<Record<string, unknown>>;

/** What AWS takes where nothing is said. */
const CANARY_MINUTES = 10;
const STEP_PERCENT = 10;
const STEP_MINUTES = 6;

/**
 * Minutes of each deployment of an ECS service in which requests move to the new version and both run, beside the start
 * of the tasks: none with a rolling update.
 *
 * Source: Amazon ECS API reference, `DeploymentConfiguration`, `CanaryConfiguration` and `LinearConfiguration`,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/.
 */
export function shiftMinutesOf({ deploymentConfiguration }: Inputs): number {
  const { strategy, bakeTimeInMinutes, canaryConfiguration, linearConfiguration } = record(deploymentConfiguration);
  const bake = numberOf(bakeTimeInMinutes) ?? 0;
  const canary = record(canaryConfiguration);
  const linear = record(linearConfiguration);
  switch (strategy) {
    case "BLUE_GREEN":
      return bake;
    case "CANARY":
      return (numberOf(canary.canaryBakeTimeInMinutes) ?? CANARY_MINUTES) + bake;
    case "LINEAR": {
      const steps = Math.ceil(100 / (numberOf(linear.stepPercent) ?? STEP_PERCENT));
      return steps * (numberOf(linear.stepBakeTimeInMinutes) ?? STEP_MINUTES) + bake;
    }
    default:
      return 0;
  }
}

const record = (value: unknown): Inputs => (typeof value === "object" && value !== null ? (value as Inputs) : {});

function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === "") return undefined;
  return Number.isFinite(Number(value)) ? Number(value) : undefined;
}
