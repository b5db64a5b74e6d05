import { amount } from "../cost/pages/numbers";
import { type Capacity } from "./capacity-file";
import { type LoadOptions } from "./options";
import { type Measured } from "./outcome";
import { type LoadPlan } from "./plan";

const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const milliseconds = (seconds: number): string => `${whole(seconds * 1000)} ms`;
const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
/** Seconds above which requests went out so late that the figures are this machine's. */
const TOO_LATE = 0.05;

/** What is about to be sent. */
export function announced({ url, profile }: LoadOptions, { from, load, times }: LoadPlan): string {
  const most = load.reduce((highest, one) => Math.max(highest, one), 0);
  return `${url.href}: ${whole(times.length)} requests in ${whole(load.length)} s, ${profile} from ${clock(from)} on, ${amount(most)} a second at most. Ctrl-C ends it.`;
}

/** What became of it, the line that matters last. */
export function page({ out }: LoadOptions, measured: Measured, capacity: Capacity, written: number | undefined) {
  const { requests, unserved, unservedSeconds, slowSeconds, p50, p95, p99, reaction, statuses, late } = measured;
  return [
    `answers      ${Object.entries(statuses).map(status).join(", ")}`,
    `half within  ${milliseconds(p50)}, 95 % within ${milliseconds(p95)}, 99 % within ${milliseconds(p99)}, from when each was meant to go out`,
    `unserved     ${whole(unserved)} of ${whole(requests)}, in ${unservedSeconds} s; slow in ${slowSeconds} s`,
    `reaction     ${reaction === 0 ? "no second was bad" : `${reaction} s at the longest until a second was good again`}`,
    ...(late > TOO_LATE
      ? [`This machine sent 1 in 100 requests ${milliseconds(late)} late or more: it is part of this.`]
      : []),
    ...("403" in statuses || "429" in statuses
      ? ["403 and 429 may be the firewall's limit for one address, not what the site can serve."]
      : []),
    "",
    written === undefined ? capacityLine(capacity) : `${capacityLine(capacity)}; ${amount(written)} a task in ${out}`,
    "",
  ].join("\n");
}

function capacityLine({ requestsPerSecond, isAtLeast }: Capacity): string {
  if (requestsPerSecond === undefined) return "No ten seconds were served within 200 ms and almost whole: send less.";
  return `served well: ${isAtLeast ? "all, " : ""}up to ${amount(requestsPerSecond)} requests/s${isAtLeast ? ": more is needed to find the limit" : ""}`;
}

const status = ([code, count]: [string, number]): string => `${whole(count)} ${code === "0" ? "none in time" : code}`;
