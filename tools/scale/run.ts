import { candidates } from "@toolkit/scaling/candidates";
import { compare, type Row } from "@toolkit/scaling/compare";
import { perSecond } from "@toolkit/scaling/load";
import { randomFrom } from "@toolkit/scaling/random";
import { type Service } from "@toolkit/scaling/service";
import { isWorker } from "@toolkit/scaling/worker/compare-workers";
import { regionOf } from "../cost/document";
import { type Preview } from "../program/kept-previews";
import { previewStack } from "../program/program";
import { deployments } from "./deployment";
import { findCheapest } from "./find";
import { sideBySide, simulatedAgain } from "./measured";
import { minutesNamed } from "./minutes";
import { type ScaleOptions } from "./options";
import { found, page } from "./page";
import { draw, picturesOf } from "./pictures";
import { ratesOf } from "./rates";
import { type Simulation } from "./simulation";
import { subjectOf } from "./subject";
import { runWorker } from "./worker";

/**
 * Simulates what the options ask for, and writes its pictures.
 *
 * @param run how the program is run. @default previewStack
 * @returns the text to print.
 * @throws RunError and CaptureError for what the user can mend.
 */
export async function runScale(options: ScaleOptions, run: Preview = previewStack): Promise<string> {
  const simulation = await simulationOf(options, run);
  if (isWorker(simulation.service)) return runWorker(simulation, options);
  if (options.find !== undefined) return found(findCheapest(simulation, options.find), options, simulation);
  const load = perSecond(simulation.minutes, "even", randomFrom(1));
  const { service, minutes, rates, conditions } = simulation;
  const rows = compare(candidates(service, load), minutes, rates, { conditions });
  if (options.json === true) return `${JSON.stringify(documentOf(simulation, rows, options), null, 2)}\n`;
  const { capacity } = options;
  const compared = typeof capacity === "object" ? `${sideBySide(service, capacity)}\n` : "";
  return compared + page(simulation, rows, options, draw(options.out, picturesOf(rows)));
}

/**
 * What the options ask for, of the stack as the program makes it.
 *
 * @param run how the program is run. @default previewStack
 * @throws RunError and CaptureError for what the user can mend.
 */
export async function simulationOf(options: ScaleOptions, run: Preview = previewStack): Promise<Simulation> {
  const { stack, set, folder } = options;
  const { graph, document } = await run({ stack, set, folder });
  const read = subjectOf(graph, options);
  const region = regionOf(document);
  const minutes = minutesOf(options, read.service);
  return {
    service: { ...read.service, spotInterruptions: options.interruptions },
    minutes,
    conditions: {
      ...(options.spotOutage === true ? { spotOutage: [0, minutes.length * 60] } : {}),
      ...deployments(options.deployAt, minutes),
    },
    rates: ratesOf(read, region),
    region,
    notFollowed: read.notFollowed,
    visibility: read.visibility,
    image: read.image,
    connections: read.connections,
  };
}

function minutesOf({ load, mean, times }: ScaleOptions, { capacity, min }: Service): number[] {
  return minutesNamed(load, mean ?? (Math.max(1, min) * capacity) / 2).map((count) => count * times);
}

function documentOf(simulation: Simulation, rows: readonly Row[], { load, times, capacity }: ScaleOptions) {
  const { service, region, notFollowed, connections } = simulation;
  const again = typeof capacity === "object" ? simulatedAgain(service, capacity) : undefined;
  const { series: _, ...simulated } = again ?? { series: undefined };
  const measured = typeof capacity === "object" ? { measured: capacity.measured, simulated } : undefined;
  const plain = rows.map(({ example: _, ...row }) => row);
  return { version: 1, service, region, load, times, notFollowed, connections, measured, rows: plain };
}
