import { type StackPreview } from "../../program/program";
import { duration } from "../../timeline/render";
import { scheduleOf, type ScheduledResource } from "../../timeline/schedule";
import { page } from "../page";
import { element, textElement } from "../svg";
import { ascent, textWidth, widest } from "../text";
import { type Stretch, type TimelineRow, timelineRows } from "./timeline-rows";

const CHART = 1040;
const ROW = 26;
const BAR = 14;
const AXIS = 30;
const GAP = 16;
/** A shorter bar would not show. */
const THINNEST = 3;
const MOST_TICKS = 12;
const TICK_MINUTES = [1, 2, 5, 10, 15, 30];

/** The first deployment as a Gantt chart: a row a component, the critical path in its own colour. */
export function timelineSvg({ graph, config }: StackPreview, id: string): string {
  const schedule = scheduleOf(graph);
  const rows = timelineRows(graph, schedule);
  const left =
    Math.ceil(
      widest(
        rows.map(({ name }) => name),
        "detail",
      ),
    ) + GAP;
  const right =
    Math.ceil(
      widest(
        rows.map(({ end }) => duration(end)),
        "detail",
      ),
    ) + GAP;
  const scale = CHART / schedule.seconds;
  const height = AXIS + rows.length * ROW;
  const path = schedule.criticalPath.filter(({ start, end }) => end - start >= schedule.seconds / 100);
  return page({
    id,
    title: `${config.project} ${config.stack}: first deployment in about ${duration(schedule.seconds)}`,
    subtitle: `Longest waits: ${path.map(step).join(", then ")}`,
    description:
      `${rows.length} components. The critical path: ${schedule.criticalPath.map(step).join(", then ")}. ` +
      rows.map(({ name, end }) => `${name} is done after ${duration(end)}.`).join(" "),
    legend: [
      { tone: "alert", text: "critical path" },
      { tone: "request", text: "being made, with time to spare" },
    ],
    width: left + CHART + right,
    height,
    content: [
      ...axis(schedule.seconds, scale, left, height),
      ...rows.map((row, index) => bar(row, { y: AXIS + index * ROW, left, scale })),
    ],
  });
}

function step({ resource, start, end }: ScheduledResource): string {
  const type = resource.type.split(":").at(-1) ?? resource.type;
  return `${resource.name} ${type} ${duration(end - start)}`;
}

function axis(seconds: number, scale: number, left: number, height: number): string[] {
  const minutes = TICK_MINUTES.find((candidate) => seconds / 60 / candidate <= MOST_TICKS) ?? 60;
  const ticks = Array.from({ length: Math.floor(seconds / 60 / minutes) + 1 }, (_, index) => index * minutes);
  return ticks.flatMap((tick) => {
    const x = left + tick * 60 * scale;
    return [
      element("line", { class: "grid", x1: x, y1: AXIS - 8, x2: x, y2: height }),
      textElement(
        "text",
        { class: "t-detail", x, y: ascent("detail"), "text-anchor": "middle" },
        tick === 0 ? "0" : `${tick} min`,
      ),
    ];
  });
}

function bar(row: TimelineRow, { y, left, scale }: { y: number; left: number; scale: number }): string {
  const middle = y + ROW / 2;
  const baseline = middle + ascent("detail") / 2 - 1;
  const rectangle = ({ start, end }: Stretch, kind: string): string =>
    element("rect", {
      class: kind,
      x: left + start * scale,
      y: middle - BAR / 2,
      width: Math.max(THINNEST, (end - start) * scale),
      height: BAR,
      rx: 2,
    });
  const label = duration(row.end);
  return element("g", { class: "row" }, [
    textElement("text", { class: "t-detail", x: left - GAP, y: baseline, "text-anchor": "end" }, row.name),
    ...row.busy.map((stretch) => rectangle(stretch, "f-request")),
    ...row.critical.map((stretch) => rectangle(stretch, "f-alert")),
    textElement(
      "text",
      {
        class: "t-label",
        x: left + row.end * scale + GAP / 2 + textWidth(label, "detail") / 2,
        y: baseline,
        "text-anchor": "middle",
      },
      label,
    ),
  ]);
}
