import type { LogFields } from "./log.js";

/** Milliseconds between two lines: the period of the alarm that reads them. */
export const PRESSURE_INTERVAL_MS = 10_000;

/** What happened between two lines. */
export interface Reading {
  /** Requests in flight: the mean over the whole time, not what was there at its end. */
  readonly inFlight: number;
  /** Requests a second that whoever asked did not wait for. */
  readonly refused: number;
}

/** Measures requests in flight and refused. */
export class PressureGauge {
  #inFlight = 0;
  #refused = 0;
  /** Milliseconds that requests have been in flight since the last line, all together. */
  #work = 0;
  #changed: number;
  #lastLine: number;

  /** @param now milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number) {
    this.#changed = this.#lastLine = now();
  }

  begin(): void {
    this.#advance();
    this.#inFlight += 1;
  }

  /** @param answered false counts the request as refused: a server too slow for its callers would look idle otherwise. */
  end(answered: boolean): void {
    this.#advance();
    this.#inFlight -= 1;
    if (!answered) this.#refused += 1;
  }

  /** Returns what happened since the last call, and begins anew. */
  take(): Reading {
    this.#advance();
    const elapsed = this.#changed - this.#lastLine;
    if (elapsed <= 0) return { inFlight: 0, refused: 0 };
    const reading = { inFlight: this.#work / elapsed, refused: (1000 * this.#refused) / elapsed };
    this.#work = this.#refused = 0;
    this.#lastLine = this.#changed;
    return reading;
  }

  #advance(): void {
    const now = this.now();
    this.#work += this.#inFlight * (now - this.#changed);
    this.#changed = now;
  }
}

/**
 * A reading as a line in CloudWatch's embedded metric format, of high resolution; undefined without a request: a task that
 * gets none yet must not lower the average of the others.
 *
 * Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format",
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * @param timestamp milliseconds since 1970.
 */
export function pressureFields(
  { inFlight, refused }: Reading,
  namespace: string,
  timestamp: number,
): LogFields | undefined {
  if (inFlight === 0 && refused === 0) return undefined;
  return {
    RequestsInFlight: rounded(inFlight),
    RequestsRefused: rounded(refused),
    Service: "frontend",
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [["Service"]],
          Metrics: [
            { Name: "RequestsInFlight", Unit: "Count", StorageResolution: 1 },
            { Name: "RequestsRefused", Unit: "Count/Second", StorageResolution: 1 },
          ],
        },
      ],
    },
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
