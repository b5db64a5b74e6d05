import { type Shares, type Signal } from "./policy";

type Inputs = Readonly<Record<string, unknown>>;

/** What an alarm watches, as far as the simulation knows it. */
export interface AlarmReading {
  readonly signal: Signal | Shares;
  /** Seconds. */
  readonly period: number;
}

const MINUTE = 60;
/** Messages of an Amazon SQS queue that nobody has taken, and those that somebody works on. */
export const WAITING = "ApproximateNumberOfMessagesVisible";
export const TAKEN = "ApproximateNumberOfMessagesNotVisible";

/**
 * Reads the metric of an alarm, or its metric math: a sum of metrics of the application's own is its pressure, and
 * `MAX([a, b])` of `100 * metric / value` is the highest share, `IF(t > 1, MAX([a, b]) * t / (t - 1), 100)` that without a task, `IF(waiting > 0 AND taken == 0, 1, 0)` of a queue's messages
 * is work without a worker. Undefined for other expressions.
 */
export function readAlarm(alarm: Inputs): AlarmReading | undefined {
  const queries = records(alarm.metricQueries);
  if (queries.length === 0) {
    const signal = signalOf(alarm);
    return signal === undefined ? undefined : { signal, period: number(alarm.period) ?? MINUTE };
  }
  const metrics = new Map(
    queries.flatMap(({ id, metric }) => (isRecord(metric) ? [[String(id), metric] as const] : [])),
  );
  const expressions = new Map(
    queries.flatMap(({ id, expression }) =>
      typeof expression === "string" ? [[String(id), expression] as const] : [],
    ),
  );
  const period = Math.max(...[...metrics.values()].map((metric) => number(metric.period) ?? MINUTE));
  const result = queries.find(({ returnData }) => returnData === true);
  const signal =
    typeof result?.expression === "string" ? signalOfMath(result.expression, metrics, expressions) : undefined;
  return signal === undefined ? undefined : { signal, period };
}

function signalOfMath(
  expression: string,
  metrics: ReadonlyMap<string, Inputs>,
  expressions: ReadonlyMap<string, string>,
): Signal | Shares | undefined {
  const [, waiting, taken] = /^IF\((\w+) > 0 AND (\w+) == 0, 1, 0\)$/.exec(expression) ?? [];
  if (metrics.get(waiting ?? "")?.metricName === WAITING && metrics.get(taken ?? "")?.metricName === TAKEN)
    return "asleep";
  const terms = expression.split("+").map((term) => metrics.get(term.trim()));
  if (terms.every((metric) => metric !== undefined && signalOf(metric) === "pressure")) return "pressure";
  const [, tasks, highest = expression] =
    /^IF\((\w+) > 1, (MAX\(\[[\w\s,]+\]\)) \* \1 \/ \(\1 - 1\), 100\)$/.exec(expression) ?? [];
  const [, ids] = /^MAX\(\[([\w\s,]+)\]\)$/.exec(highest) ?? [];
  const shares = ids?.split(",").map((id) => shareOf(expressions.get(id.trim()) ?? "", metrics));
  if (shares?.every((share) => share !== undefined) !== true) return undefined;
  const highestOf = Object.fromEntries(shares);
  if (tasks === undefined) return { highestOf };
  const [, groups = tasks] = /^SUM\(\[([\w\s,]+)\]\)$/.exec(expressions.get(tasks) ?? "") ?? [];
  const counted = groups.split(",").map((id) => metrics.get(id.trim())?.metricName);
  return counted.every((name) => name === "HealthyHostCount") ? { highestOf, withoutOne: true } : undefined;
}

/** `100 * metric / value`; a metric that is missing may be filled with zero, and be a sum over target groups. */
function shareOf(expression: string, metrics: ReadonlyMap<string, Inputs>): readonly [Signal, number] | undefined {
  const [, term = "", value] = /^100 \* \(?([\w+, ()]+?)\)? \/ (\d+(?:\.\d+)?)$/.exec(expression) ?? [];
  const signals = term.split(" + ").map((part) => {
    const metric = metrics.get(/^(?:FILL\()?(\w+)(?:, 0\)?)?$/.exec(part)?.[1] ?? "");
    return metric === undefined ? undefined : signalOf(metric);
  });
  const [signal] = signals;
  return signal === undefined || signals.some((other) => other !== signal) ? undefined : [signal, Number(value)];
}

/** A metric of AWS by its name, where it is one of those that are known; one of the application's own is its pressure. */
function signalOf({ namespace, metricName }: Inputs): Signal | undefined {
  if (metricName === "CPUUtilization") return "cpu";
  if (metricName === "RequestCountPerTarget") return "requests";
  return typeof namespace === "string" && namespace.startsWith("AWS/") ? undefined : "pressure";
}

const isRecord = (value: unknown): value is Inputs =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const records = (value: unknown): Inputs[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Pulumi's inputs have some numbers as texts. */
function number(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
