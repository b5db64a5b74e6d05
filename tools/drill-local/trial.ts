import { setTimeout as sleep } from "node:timers/promises";
import { type Drill, type Ground } from "./drills";
import { figuresOf, type Figures } from "./figures";
import { Visitors } from "./visitors";

/** A drill with what it cost. */
export interface Trial extends Figures {
  readonly drill: Drill;
  /** Seconds until all was as it was before: tasks replaced, the database up, the release deployed. */
  readonly took: number;
}

/** How a drill is run. */
export interface Load {
  /** Visits a second. */
  readonly rate: number;
  /** Visits before something fails, and served ones in a row after it is over. */
  readonly calm: number;
}

const LOOK_MS = 20;
/** Seconds after a drill that visitors may still wait for a good answer. */
const PATIENCE = 60;

/** Runs a drill under load, and counts. */
export async function tryDrill(drill: Drill, ground: Ground, { rate, calm }: Load): Promise<Trial> {
  const { run } = ground;
  const visitors = new Visitors(run, drill.name, rate);
  await until(() => visitors.visits.length >= calm);
  const failedAt = visitors.now;
  await drill.act(ground);
  const overAt = visitors.now;
  const isCalm = (): boolean => {
    const last = visitors.visits.slice(-calm);
    return last.every(({ at, isServed }) => isServed && at >= overAt) || visitors.now > overAt + PATIENCE;
  };
  await until(isCalm);
  const visits = await visitors.end();
  const stored = new Set(run.database.query(`SELECT title FROM ${run.current.database.name}.notes`));
  return { drill, took: overAt - failedAt, ...figuresOf(visits, failedAt, stored) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(LOOK_MS);
}
