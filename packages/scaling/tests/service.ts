import { startSeconds } from "../src/provisioning";
import { type Service } from "../src/service";

/** Two tasks of 100 requests a second, up to 20; nothing scales it. */
export const service = (change: Partial<Service> = {}): Service => ({
  name: "shop",
  capacity: 100,
  min: 2,
  max: 20,
  strategy: [{ provider: "FARGATE", weight: 1 }],
  provision: startSeconds(0),
  drain: 30,
  spotInterruptions: 0,
  policies: [],
  ...change,
});

/** Requests in each second: so many, and from a second on so many. */
export function stepLoad(before: number, after: number, at: number, seconds: number): Float64Array {
  return new Float64Array(seconds).fill(before).fill(after, at);
}

export const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
