import { frontier, type Row } from "./compare";
import { placeLabels } from "./labels";
import { type Minute } from "./series";

const WIDTH = 820;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 44;
const TOP = 34;
const BOTTOM = 34;
const COLOURS = { load: "#1f6feb", capacity: "#2da44e", tasks: "#8250df", unserved: "#cf222e", text: "#57606a" };

/** Load, capacity and tasks over the time of a simulation, with what was not served; an SVG of 820 by 300 pixels. */
export function loadPicture(title: string, minutes: readonly Minute[]): string {
  const top = niceTop(Math.max(1, ...minutes.flatMap(({ load, capacity }) => [load, capacity])));
  // Room above, or the line of the tasks lies on that of what they can serve.
  const tasksTop = niceTop(1.2 * Math.max(1, ...minutes.map(({ tasks }) => tasks)));
  const x = (index: number): number => LEFT + (index / Math.max(1, minutes.length - 1)) * (WIDTH - LEFT - RIGHT);
  const path = (values: readonly number[], most: number): string =>
    corners(values)
      .map(([index, value]) => `${index === 0 ? "M" : "L"}${one(x(index))},${one(height(value / most))}`)
      .join("");
  const line = (values: readonly number[], most: number, colour: string, dash = ""): string =>
    `<path d="${path(values, most)}" fill="none" stroke="${colour}" stroke-width="1.5"${dash}/>`;
  const lost = minutes.flatMap(({ unserved }, index) =>
    unserved < 1 ? [] : [`<rect x="${one(x(index) - 1)}" y="${TOP}" width="2" height="${HEIGHT - TOP - BOTTOM}"/>`],
  );
  const of = (key: keyof Minute): number[] => minutes.map((minute) => minute[key]);
  return svg(title, [
    ...axis(top, (value) => value.toLocaleString("en-US"), LEFT - 6, "end"),
    ...axis(tasksTop, String, WIDTH - RIGHT + 6, "start"),
    ...hours(minutes.length, x),
    `<g fill="${COLOURS.unserved}" opacity="0.25">${lost.join("")}</g>`,
    line(of("capacity"), top, COLOURS.capacity),
    line(of("load"), top, COLOURS.load),
    line(of("tasks"), tasksTop, COLOURS.tasks, ' stroke-dasharray="4 3"'),
    legend([
      ["load, requests/s", COLOURS.load],
      ["can be served, requests/s", COLOURS.capacity],
      ["tasks (right)", COLOURS.tasks],
      ["minutes with unserved requests", COLOURS.unserved],
    ]),
  ]);
}

/** Cost against unserved requests, a point for each way to scale; those on the frontier are joined. */
export function frontierPicture(rows: readonly Row[]): string {
  const costs = rows.map(({ monthly }) => monthly);
  const [least, dearest] = [Math.min(...costs), Math.max(...costs)];
  const most = niceTop(Math.max(1, ...rows.map(({ unserved }) => unserved)));
  const x = (monthly: number): number =>
    LEFT + 14 + ((monthly - least) / Math.max(0.01, dearest - least)) * (WIDTH - LEFT - RIGHT - 220);
  const y = ({ unserved }: Row): number => height(unserved / most);
  const best = frontier(rows);
  const joined = best.map((row, index) => `${index === 0 ? "M" : "L"}${one(x(row.monthly))},${one(y(row))}`);
  const points = rows.map((row) => ({ row, name: row.name, x: x(row.monthly), y: y(row) }));
  const labels = placeLabels(points, { top: TOP, bottom: HEIGHT - BOTTOM });
  return svg("Cost of a month against unserved requests of a day", [
    ...axis(most, short, LEFT - 6, "end"),
    ...[least, (least + dearest) / 2, dearest].map((usd) =>
      text(x(usd), HEIGHT - 8, `${usd.toFixed(2)} USD`, "middle"),
    ),
    `<path d="${joined.join("")}" fill="none" stroke="${COLOURS.capacity}" stroke-width="1.5"/>`,
    ...points.map((point, index) => {
      const label = labels[index] ?? { ...point, isMoved: false };
      const colour = best.includes(point.row) ? COLOURS.capacity : COLOURS.text;
      const leader = label.isMoved
        ? `<path d="M${one(point.x)},${one(point.y)}L${one(label.x - 3)},${one(label.y)}" stroke="#8c959f" stroke-width="0.7"/>`
        : "";
      return `${leader}<circle cx="${one(point.x)}" cy="${one(point.y)}" r="4" fill="${colour}"/>${text(label.x, label.y + 4, point.name, "start")}`;
    }),
  ]);
}

/** Points that a line needs: within a run of equal values only its ends show. */
const corners = (values: readonly number[]): [number, number][] =>
  [...values.entries()].filter(([index, value]) => value !== values[index - 1] || value !== values[index + 1]);

/** `60,000`, `4M`: there is room for seven characters. */
const short = (value: number): string =>
  value.toLocaleString("en-US", value < 1e6 ? {} : { notation: "compact", maximumFractionDigits: 2 });

const height = (share: number): number => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
const one = (value: number): string => (Math.round(value * 10) / 10).toString();

function svg(title: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" role="img">
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="${LEFT}" y="18" font-size="14" fill="#24292f">${escaped(title)}</text>
${parts.join("\n")}
</svg>
`;
}

function axis(top: number, format: (value: number) => string, x: number, anchor: string): string[] {
  return [0, 0.5, 1].map((share) => grid(height(share), format(top * share), x, anchor));
}

function grid(y: number, label: string, x: number, anchor: string): string {
  return `<path d="M${LEFT},${one(y)}H${WIDTH - RIGHT}" stroke="#d0d7de" stroke-width="0.5"/>${text(x, y + 4, label, anchor)}`;
}

function hours(minutes: number, x: (index: number) => number): string[] {
  const step = minutes <= 1440 ? 180 : 1440;
  return Array.from({ length: Math.floor(minutes / step) + 1 }, (_, index) =>
    text(
      x(Math.min(index * step, minutes - 1)),
      HEIGHT - 18,
      step === 180 ? `${index * 3}:00` : `day ${index}`,
      "middle",
    ),
  );
}

function legend(entries: readonly (readonly [label: string, colour: string])[]): string {
  let x = LEFT;
  const parts = entries.map(([label, colour]) => {
    const part = `<rect x="${x}" y="${HEIGHT - 11}" width="10" height="4" fill="${colour}"/>${text(x + 14, HEIGHT - 5, label, "start")}`;
    x += 34 + label.length * 6.2;
    return part;
  });
  return parts.join("");
}

function text(x: number, y: number, label: string, anchor: string): string {
  return `<text x="${one(x)}" y="${one(y)}" fill="${COLOURS.text}" text-anchor="${anchor}">${escaped(label)}</text>`;
}

function escaped(label: string): string {
  return label.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The next number with one digit, or 1.5 or 2.5 of it, so that axes read well. */
function niceTop(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * unit).find((top) => top >= value) ?? value;
}
