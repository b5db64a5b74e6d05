import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ONE_OF_EACH } from "@toolkit/scaling/availability/failures";
import { assess } from "../availability/assess";
import { buildProgram } from "../local/build-program";
import { LocalRunError } from "../local/error";
import { LocalRun } from "../local/local-run";
import { type HealthCheck } from "../local/plan";
import { planRelease, type Release, type Variant } from "../local/release";
import { findTools } from "../local/tools";
import { previewStack } from "../program/program";
import { type Comparison, compared } from "./claims";
import { type Drill, DRILLS, type Ground } from "./drills";
import { type DrillOptions } from "./options";
import { page } from "./page";
import { type Load, type Trial, tryDrill } from "./trial";

const ROOT = resolve(__dirname, "../..");
/** Seconds between health checks where the stack's own would take minutes. */
const QUICK = 1;

/** What the drills showed. */
export interface Drilled {
  readonly text: string;
  readonly comparisons: readonly Comparison[];
  /** Acknowledged writes that are gone. */
  readonly writesLost: number;
}

/**
 * Runs drills in a local run of its own, which is gone afterwards.
 *
 * @param drills @default those that the options name
 * @throws LocalRunError when a tool is missing.
 */
export async function runDrills(
  options: DrillOptions,
  drills: readonly Drill[] = DRILLS.filter(({ name }) => options.only.includes(name)),
  calm = options.rate,
): Promise<Drilled> {
  const found = findTools(ROOT);
  if ("missing" in found) throw new LocalRunError(found.missing.join("\n"));
  const { frontend, realChecks = false, stack, folder } = options;
  const { failures } = assess(await previewStack({ stack, set: [`frontend=${frontend}`], folder }), ONE_OF_EACH);
  const releases = { ssr: await planned("ssr", stack, folder), spa: await planned("spa", stack, folder) };
  const healthCheck = (configured: HealthCheck): HealthCheck =>
    realChecks ? configured : { ...configured, interval: QUICK, timeout: QUICK };
  const data = mkdtempSync(join(tmpdir(), "webapp-drill-"));
  const backend = buildProgram(found.tools.go, ROOT, "backend");
  const { release, plan } = releases[frontend];
  const settings = { tools: found.tools, backend, data: join(data, "database"), tasks: options.tasks, healthCheck };
  const run = await LocalRun.start(release, settings, plan);
  const clearUp = async (): Promise<void> => {
    await run.stop();
    rmSync(data, { recursive: true, force: true });
  };
  const interrupted = (): void => {
    void clearUp().finally(() => process.exit(130));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    await ready(run);
    const trials = await tryAll(drills, { run, away: options.away, releases }, { rate: options.rate, calm });
    const comparisons = compared(trials, failures);
    const configured = run.service("backend").plan.healthCheck;
    const { interval: here, unhealthyThreshold: threshold } = healthCheck(configured);
    const setting = { options, checks: { here, stack: configured.interval, threshold } };
    const text = options.json === true ? documentOf(comparisons) : page(comparisons, setting);
    return { text, comparisons, writesLost: trials.reduce((sum, { writesLost }) => sum + writesLost.length, 0) };
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await clearUp();
  }
}

/** 1 when an acknowledged write is gone: whatever else failed, nobody may be told that something is stored that is not. */
export const exitCodeOf = ({ writesLost }: Pick<Drilled, "writesLost">): number => (writesLost > 0 ? 1 : 0);

async function planned(
  frontend: Variant,
  stack: string,
  stacks: string | undefined,
): Promise<Ground["releases"][Variant]> {
  const release: Release = { frontend, stack, build: join(ROOT, "app/frontend/build"), stacks };
  return { release, plan: await planRelease(release) };
}

async function tryAll(drills: readonly Drill[], ground: Ground, load: Load): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const drill of drills) {
    console.error(`${drill.name}: ${drill.what}`);
    trials.push(await tryDrill(drill, ground, load));
  }
  return trials;
}

/** A backend answers before its schema is there. */
async function ready(run: LocalRun): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://localhost:${run.edge.port}${run.served === "spa" ? "/api/notes" : "/"}`);
    await answer.body?.cancel();
    if (answer.status === 200) return;
    await sleep(100);
  }
}

function documentOf(comparisons: readonly Comparison[]): string {
  const drills = comparisons.map(({ trial: { drill, ...figures }, said, expected, isAsSaid }) => ({
    drill: drill.name,
    what: drill.what,
    ...figures,
    said,
    expected,
    isAsSaid,
    differs: drill.differs,
  }));
  return `${JSON.stringify({ version: 1, drills }, null, 2)}\n`;
}
