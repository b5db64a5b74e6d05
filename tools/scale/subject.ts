import { RunError } from "@pulumi/pulumi/errors";

import { T } from "@toolkit/offline/aws-types";
import { closestTo } from "@toolkit/offline/nearest";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { dependency, type Read, readService, servicesOf } from "@toolkit/scaling/read-graph";
import { occurrences, readSchedule } from "../../components/schedule";
import { connectionsOf, measuredCapacity, visibilityOf } from "./capacity";
import { imageWords, measuredImage } from "./image";
import { perTask } from "./measured";
import { type ScaleOptions } from "./options";
import { type Simulation } from "./simulation";

/** The simulated day; a schedule that names days of the week runs as on a Tuesday. */
const DAY = { start: new Date("1998-05-19T00:00:00Z"), end: new Date("1998-05-20T00:00:00Z") };

type Asked = Pick<ScaleOptions, "service" | "capacity" | "provision" | "imageSize">;

/**
 * The service that is asked for, as the stack configures it.
 *
 * @throws RunError for a service that does not exist or does not scale, and one that nobody has measured.
 */
export function subjectOf(
  graph: ResourceGraph,
  { service: asked, capacity, provision, imageSize }: Asked,
): Read & Pick<Simulation, "visibility" | "image"> {
  const names = servicesOf(graph);
  const name = asked ?? (typeof capacity === "object" ? capacity.service : names[0]);
  if (name === undefined) throw new RunError("No service of this stack scales: it has no autoscaling target.");
  if (!names.includes(name)) {
    const nearest = closestTo(name, names);
    throw new RunError(
      `No service ${name} scales${nearest === undefined ? "" : `; did you mean ${nearest}?`} There are ${names.join(", ")}.`,
    );
  }
  const resource = graph.ofType(T.service).find((one) => one.name === name);
  const definition = resource && dependency(graph, resource, T.taskDefinition);
  const known = capacity === undefined ? measuredCapacity(name, definition) : () => perTask(capacity);
  if (known === undefined) {
    throw new RunError(
      `Nobody has measured what a task of ${name} serves: say it with --capacity REQUESTS-PER-SECOND, or messages.`,
    );
  }
  const imageMegabytes = imageSize ?? measuredImage(name);
  const read = readService(graph, name, {
    capacity: known,
    timesOf,
    connections: connectionsOf,
    ...(imageMegabytes === undefined ? {} : { imageMegabytes }),
    ...(provision === undefined ? {} : { provision }),
  });
  return { ...read, visibility: visibilityOf(definition), image: imageWords(imageMegabytes, provision) };
}

function timesOf(expression: string, timezone: string): readonly number[] | undefined {
  const schedule = readSchedule(expression);
  if (typeof schedule === "string" || schedule.kind === "rate") return undefined;
  return occurrences(schedule, timezone, DAY).map((date) => (date.getTime() - DAY.start.getTime()) / 1000);
}
