import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { previewStack } from "../../program/program";
import { buildProgram } from "../../local/build-program";
import { LocalRunError } from "../../local/error";
import { planOf } from "../../local/plan";
import { LocalRun } from "../../local/local-run";
import { type Task } from "../../local/task";
import { findTools } from "../../local/tools";
import { measure, type Measurement, type Workload } from "./measure";
import { capacityOf, measurementTable, targetOf } from "./report";

const ROOT = resolve(__dirname, "../../..");
const NOTES = 500;
/** Fewer than a task's database connections, so that the time of a request is the time it holds one. */
const WITHIN_POOL = 8;
const LEVELS = [1, WITHIN_POOL, 32];
/** More clients than any task meets behind a load balancer. */
const CEILING = 1000;

/**
 * Requests per second and vCPU, memory and database connections of the sample application on this machine, and the
 * scaling targets that they lead to.
 *
 * @throws LocalRunError when a tool is missing.
 */
export async function benchApp(): Promise<void> {
  const found = findTools(ROOT);
  if ("missing" in found) throw new LocalRunError(found.missing.join("\n"));
  if (process.platform !== "linux") throw new LocalRunError("CPU time is read from /proc: run this on Linux.");
  process.chdir(ROOT);
  const folder = mkdtempSync(join(tmpdir(), "webapp-load-"));
  const backend = buildProgram(found.tools.go, ROOT, "backend");
  const data = join(folder, "database");
  const run = await LocalRun.start({ frontend: "ssr" }, { tools: found.tools, backend, data });
  try {
    await report(run);
  } finally {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function report(run: LocalRun): Promise<void> {
  const backend = onlyTask(run, "backend");
  await seed(backend);
  console.log(`${cpus()[0]?.model ?? "CPU"}, ${cpus().length} cores, Node ${process.version}, ${NOTES} notes stored\n`);
  const api = await measureLevels(backendWorkload(backend));
  const pages = await measureLevels(pagesWorkload(onlyTask(run, "frontend")));
  const crowd = await measure(backendWorkload(backend), CEILING);
  console.log(measurementTable([...api, ...pages, crowd]));

  const heldMs = api.find(({ connections }) => connections === WITHIN_POOL)?.latencyMs ?? 0;
  for (const stack of ["dev", "prod"]) console.log(await targetsOf(stack, capacityOf(api), capacityOf(pages), heldMs));
  const used = run.database.query("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'app_owner'")[0];
  const allowed = run.service("backend").plan.environment.DATABASE_MAX_CONNECTIONS ?? "?";
  console.log(`${CEILING} clients at once: ${used ?? "?"} database connections, ${allowed} allowed`);
}

async function measureLevels(workload: Workload): Promise<Measurement[]> {
  await measure(workload, 4); // warms up
  const levels: Measurement[] = [];
  for (const connections of LEVELS) levels.push(await measure(workload, connections));
  return levels;
}

/** The targets that a stack's own sizes lead to. */
async function targetsOf(stack: string, backend: number, ssr: number, heldMs: number): Promise<string> {
  const { services } = planOf((await previewStack({ stack, set: ["frontend=ssr"] })).document);
  return services
    .map(({ name, cpu, environment }) => {
      const size = Number(environment.DATABASE_MAX_CONNECTIONS);
      const { requestsPerTarget, limit } =
        name === "backend" ? targetOf(backend, cpu, { size, heldMs }) : targetOf(ssr, cpu);
      return `${stack} ${name}, ${cpu} CPU units: requestsPerTarget ${requestsPerTarget}, limited by ${limit}`;
    })
    .join("\n");
}

function onlyTask(run: LocalRun, name: string): Task {
  const [task] = run.service(name).tasks;
  if (task === undefined) throw new Error(`No ${name} task runs.`);
  return task;
}

async function seed(task: Task): Promise<void> {
  for (let number = 1; number <= NOTES; number += 1) {
    const body = JSON.stringify({ title: `Note ${number}`, body: "A few lines of text. ".repeat(20) });
    const answer = await fetch(`http://127.0.0.1:${task.port}/api/notes`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    await answer.body?.cancel();
    // The schema is applied while the process answers already.
    if (answer.status === 503) number -= 1;
    else if (answer.status !== 201) throw new Error(`Writing a note: ${answer.status}`);
  }
}

/** Nine reads for each write. */
function backendWorkload(task: Task): Workload {
  const list = { method: "GET", path: "/api/notes?page=1&pageSize=10" };
  const search = { method: "GET", path: "/api/notes?q=Note%20250" };
  const write = {
    method: "POST",
    path: "/api/notes",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "Written under load", body: "text" }),
  };
  const requests = [list, list, list, list, search, list, list, list, list, write];
  return { ...named("backend: 8 lists, 1 search, 1 write", task), requests };
}

const pagesWorkload = (task: Task): Workload => ({
  ...named("ssr: list of notes", task),
  requests: [{ method: "GET", path: "/" }],
});

const named = (name: string, { pid, port }: Task) => ({ name, pid, port });
