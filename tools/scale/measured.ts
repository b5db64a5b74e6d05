import { InvalidArgumentError } from "@commander-js/extra-typings";
import { aligned } from "@toolkit/offline/render/aligned";
import { type Outcome, simulate } from "@toolkit/scaling/simulate";
import { type Service } from "@toolkit/scaling/service";
import { type CapacityFile, readCapacityFile } from "../load/capacity-file";

/** What a task serves: said, or measured under a load. */
export type GivenCapacity = number | CapacityFile;

export function capacityOption(value: string): GivenCapacity {
  if (!/^\d+(\.\d+)?$/.test(value)) return readCapacityFile(value);
  const given = Number(value);
  if (given > 0) return given;
  throw new InvalidArgumentError("use a number above 0, or a file that npm run load has written.");
}

export const perTask = (given: GivenCapacity): number => (typeof given === "number" ? given : given.requestsPerSecond);

/** The load of a measurement, simulated with as many tasks as there were, and no policy. */
export const simulatedAgain = (service: Service, { tasks, load }: CapacityFile): Outcome =>
  simulate({ ...service, min: tasks, max: tasks, policies: [], scheduled: [] }, Float64Array.from(load));

const HEAD = ["", "requests", "unserved", "seconds", "slow s", "p95 ms", "short s"];

/** Measurement and prediction of the same load, a line each. */
export function sideBySide(service: Service, file: CapacityFile): string {
  const { tasks, load, measured, isAtLeast, requestsPerSecond } = file;
  const cells = (name: string, { requests, unserved, unservedSeconds, slowSeconds, p95, reaction }: Figures) => [
    name,
    ...[requests, unserved, unservedSeconds, slowSeconds, p95 * 1000, reaction].map((one) =>
      Math.round(one).toLocaleString("en-US"),
    ),
  ];
  return [
    `${load.length} s of load on ${tasks} tasks of ${file.service} at ${file.url}; one serves ${isAtLeast ? "at least " : ""}${requestsPerSecond} requests/s`,
    ...(isAtLeast
      ? ["The tasks were never at their limit: what is simulated takes the most that they had for it."]
      : []),
    ...aligned([HEAD, cells("measured", measured), cells("simulated", simulatedAgain(service, file))]),
    "",
  ].join("\n");
}

type Figures = CapacityFile["measured"];
