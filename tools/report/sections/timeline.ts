import { type ResourceGraph } from "@toolkit/offline/graph";
import { shortType } from "@toolkit/offline/render/tree";
import { creationTime } from "../../timeline/creation-times";
import { componentsOf, duration } from "../../timeline/render";
import { type Schedule } from "../../timeline/schedule";
import { bar } from "../bar";
import { type Html, markup } from "../markup";
import { type Section } from "../section";
import { table } from "../table";

/** A first deployment: when each component is done, and what decides how long it takes. */
export function renderTimeline(graph: ResourceGraph, schedule: Schedule): Section {
  return {
    id: "timeline",
    title: "First deployment",
    content: markup`<p>About ${duration(schedule.seconds)}, computed from the dependencies and usual creation times.
Everything starts as soon as what it needs is there.</p>
${components(graph, schedule)}${criticalPath(schedule)}`,
  };
}

function components(graph: ResourceGraph, schedule: Schedule): Html {
  return table({
    caption: "Components in the order in which they are done; slack is how much longer one could take for free",
    columns: ["Component", "When", { title: "Done after", isNumber: true }, { title: "Slack", isNumber: true }],
    rows: componentsOf(graph, schedule).map(({ name, start, end, slack }) => [
      name,
      bar([{ value: end - start, start, look: slack === 0 ? "critical" : "fixed" }], schedule.seconds),
      duration(end),
      duration(slack),
    ]),
    look: "bars",
  });
}

function criticalPath({ criticalPath: path }: Schedule): Html {
  return table({
    caption: "Critical path: making one of these faster makes the deployment faster",
    columns: ["Resource", "Type", { title: "Starts", isNumber: true }, { title: "Takes", isNumber: true }, "Source"],
    rows: path.map(({ resource, start, end }) => [
      resource.name,
      shortType(resource.type),
      duration(start),
      duration(end - start),
      creationTime(resource).source,
    ]),
  });
}
