import { frontier, type Row } from "@toolkit/scaling/compare";
import { frontierPicture, loadPicture } from "@toolkit/scaling/picture";
import { amount, usd } from "../../cost/pages/numbers";
import { type Html, markup, trusted } from "../markup";
import { type ScalingFacts } from "../scaling-facts";
import { type Section } from "../section";
import { expander, scrolling, table } from "../table";

/** How services that scale meet a load that multiplies: each way with its picture, and what it costs. */
export function renderScaling(services: readonly ScalingFacts[]): Section {
  return {
    id: "scaling",
    title: "Scaling under a burst",
    content: markup`<p>Simulated: twelve times the requests within five minutes, for an hour of a day. A month costs as if every
day were like that. <code>npm run scale</code> takes other loads and says more.</p>
${services.length === 0 ? markup`<p>No service scales that anybody has measured.</p>\n` : services.map(ofService)}`,
  };
}

function ofService({ service, minTasks, maxTasks, capacity, mean, rows }: ScalingFacts): Html {
  const best = frontier(rows);
  return markup`<h3>${service}</h3>
<p>${minTasks} to ${maxTasks} tasks of ${amount(capacity)} requests/s; ${amount(mean)} requests/s before the burst.</p>
${table({
  caption: `Ways to scale ${service}, and what each leaves unserved in the day`,
  columns: ["Way", ...NUMBERS.map((title) => ({ title, isNumber: true })), "Best"],
  rows: rows.map((row) => [
    row.name,
    usd(row.monthly),
    count(row.unserved),
    count(row.unservedSeconds),
    count(row.slowSeconds),
    count(row.mostTasks),
    best.includes(row) ? "yes" : "",
  ]),
})}<p>Best: no other way is cheaper and serves as much.</p>
${picture(`${service}: cost against unserved requests`, frontierPicture(rows))}${expander(
    `Load, capacity and tasks of ${service}, a picture for each way`,
    markup`${rows.map((row) => ofWay(service, row))}`,
  )}`;
}

const NUMBERS = ["USD a month", "Unserved requests", "Unserved seconds", "Slow seconds", "Most tasks"];

const ofWay = (service: string, { name, example }: Row): Html =>
  picture(`${service}: ${name}`, loadPicture(name, example.series.minutes()));

const picture = (title: string, svg: string): Html => markup`<figure>
${scrolling(`Picture: ${title}`, trusted(svg.trimEnd()))}<figcaption>${title}</figcaption>
</figure>
`;

const count = (value: number): string => Math.round(value).toLocaleString("en-US");
