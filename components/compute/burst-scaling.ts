/** What makes a service meet a load that multiplies within minutes; chosen by simulation, docs/decisions/burst-scaling.md. */
export interface BurstScaling {
  /**
   * Requests in flight, and refused a second, for each task from which on tasks are added at once. A server whose work is
   * CPU has 2.3 at 70 % CPU; one that waits for others has more: requests a second times seconds for an answer.
   */
  readonly inFlight: number;
}

/** Requests in flight for each task where nothing else is said. */
const DEFAULT_IN_FLIGHT = 3;
/** How many times the threshold begins the second step. */
const SECOND_STEP = 11;
/** A step of a step scaling policy: from so much above the alarm's threshold, up to so much, by so many per cent. */
export interface BurstStep {
  readonly from?: number;
  readonly to?: number;
  readonly percent: number;
}

/** The settings, from the option of a service; undefined without it. */
export function burstOf(option: boolean | BurstScaling | undefined): BurstScaling | undefined {
  if (option === true) return { inFlight: DEFAULT_IN_FLIGHT };
  return option === false ? undefined : option;
}

/**
 * Steps out, by requests above the threshold. An alarm acts once a minute whatever its period, so the second step is large.
 */
export function stepsOut({ inFlight }: BurstScaling): BurstStep[] {
  const second = inFlight * (SECOND_STEP - 1);
  return [
    { from: 0, to: second, percent: 50 },
    { from: second, percent: 500 },
  ];
}

/** Tasks that a step out adds at least. */
export const LEAST_STEP_OUT = 4;

/**
 * Load that one task fewer would have, in per cent of what target tracking holds, up to which tasks are taken away: where
 * target tracking would scale in.
 */
export const STEP_IN_AT = 90;

/**
 * Steps in, by how far that load is below: one of up to 39 tasks, two fifths of them up to 54 %.
 * What is left then has less to do than what target tracking holds, or the tasks would have to come back.
 */
export const stepsIn: readonly BurstStep[] = [
  { from: 54 - STEP_IN_AT, to: 0, percent: -5 },
  { to: 54 - STEP_IN_AT, percent: -40 },
];

/** Seconds between two data points of what the application publishes. */
export const PRESSURE_PERIOD = 10;

/** Metrics that the application publishes for each service, in high resolution. */
export const PRESSURE_METRICS = { inFlight: "RequestsInFlight", refused: "RequestsRefused" } as const;

/** Where they are: a namespace for each stack, with the service's name as the dimension `Service`. */
export function pressureNamespace(prefix: string): string {
  return `${prefix}/services`;
}
