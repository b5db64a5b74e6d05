import { type Rollout, type Shift } from "./rollout";

type Inputs = Readonly<Record<string, unknown>>;

const MINUTE = 60;

/**
 * How a service deploys, from the inputs of `aws:ecs/service:Service`. The minutes of each step of a canary or linear
 * deployment pass before the next, then the bake begins.
 *
 * Source: Amazon ECS API Reference, "DeploymentConfiguration", "CanaryConfiguration" and "LinearConfiguration",
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function rolloutOf(inputs: Inputs): Rollout {
  const configuration = record(inputs.deploymentConfiguration);
  const steps = stepsOf(configuration);
  const bounds = {
    minimumHealthyPercent: number(inputs.deploymentMinimumHealthyPercent) ?? 100,
    maximumPercent: number(inputs.deploymentMaximumPercent) ?? 200,
  };
  if (steps === undefined) return bounds;
  const bake = (number(configuration.bakeTimeInMinutes) ?? 0) * MINUTE;
  return { ...bounds, shifts: steps.shifts, bake: steps.last * MINUTE + bake };
}

/** Shifts, and the minutes that the last of them has of its own before the bake; undefined for a rolling update. */
function stepsOf(configuration: Inputs): { readonly shifts: readonly Shift[]; readonly last: number } | undefined {
  const whole = { after: 0, share: 1 };
  switch (configuration.strategy) {
    case "BLUE_GREEN":
      return { shifts: [whole], last: 0 };
    case "CANARY": {
      const { canaryPercent, canaryBakeTimeInMinutes } = record(configuration.canaryConfiguration);
      const after = (number(canaryBakeTimeInMinutes) ?? 10) * MINUTE;
      return {
        shifts: [
          { after: 0, share: (number(canaryPercent) ?? 5) / 100 },
          { ...whole, after },
        ],
        last: 0,
      };
    }
    case "LINEAR": {
      const { stepPercent, stepBakeTimeInMinutes } = record(configuration.linearConfiguration);
      const [percent, minutes] = [number(stepPercent) ?? 10, number(stepBakeTimeInMinutes) ?? 6];
      const shifts = Array.from({ length: Math.ceil(100 / percent) }, (_, step) => ({
        after: step * minutes * MINUTE,
        share: Math.min(1, ((step + 1) * percent) / 100),
      }));
      return { shifts, last: minutes };
    }
    default:
      return undefined;
  }
}

const record = (value: unknown): Inputs =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Inputs) : {};

/** Pulumi's inputs have some numbers as texts. */
function number(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
