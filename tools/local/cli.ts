import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Command, Option } from "@commander-js/extra-typings";
import { traceOption, wholeNumber } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { buildProgram, buildService, type Program } from "./build-program";
import { LocalRunError } from "./error";
import { LocalRun } from "./local-run";
import { type FurtherService } from "./plan/left-out";
import { shiftNote } from "./plan/shifts";
import { type Variant } from "./release";
import { findTools } from "./tools";

const ROOT = resolve(__dirname, "../..");

export const appCommand = () =>
  new Command("app")
    .description(
      "Runs the sample application on this machine, without Docker or AWS, behind an edge that routes as CloudFront does; for the images as they are deployed use docker compose up --build. Needs Go and a MariaDB or MySQL server. Notes stay in .cache/app/database, in both variants.",
    )
    .addOption(
      new Option("--frontend <variant>", "ssr: a server renders pages; spa: the browser does")
        .choices(["ssr", "spa"])
        .default("ssr"),
    )
    .addOption(new Option("--port <port>", "port of the edge").argParser(wholeNumber(1, 65_535)).default(4000))
    .addOption(new Option("--stacks <folder>", "where Pulumi.dev.yaml is (default: this folder)"))
    .addOption(traceOption());

export default subcommand(appCommand(), {
  run: ({ frontend, port, stacks }) => runApp(frontend, port, stacks && resolve(stacks)),
});

async function runApp(frontend: Variant, port: number, stacks: string | undefined): Promise<void> {
  const found = findTools(ROOT);
  if ("missing" in found) throw new LocalRunError(found.missing.join("\n"));
  process.chdir(ROOT);
  const build = (program: Program) => buildProgram(found.tools.go, ROOT, program);
  const service = (plan: FurtherService) => buildService(found.tools.go, ROOT, plan);
  const data = join(ROOT, ".cache/app/database");
  const interrupted = new Promise((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
  });
  const run = await LocalRun.start(
    { frontend, stacks },
    { tools: found.tools, backend: build("backend"), worker: () => build("worker"), service, data, port },
  );
  const { leftOut, shifted } = run.current;
  if (leftOut.length > 0) console.log(`Not run here: ${leftOut.join(", ")}. Nothing answers in their place.`);
  const note = shiftNote(shifted);
  if (note !== undefined) console.log(note);
  for (const line of run.uses.missing) console.log(line);
  console.log(`${describe(frontend)}: http://localhost:${run.edge.port}\nCtrl-C stops it; notes stay in .cache/app.`);
  offerJobs(run);
  await interrupted;
  process.stdin.destroy();
  await run.stop();
}

/** Starts a job when its name is typed. */
function offerJobs(run: LocalRun): void {
  const names = run.current.jobs.map(({ name }) => name);
  if (names.length === 0) return;
  console.log(`Jobs start when you type their name and Enter: ${names.join(", ")}.`);
  const lines = createInterface(process.stdin);
  lines.on("line", (line) => {
    const name = line.trim();
    if (!names.includes(name)) return;
    const task = run.runJob(name);
    if (task === undefined) console.log(`${name} is at work: its schedule starts no other, either.`);
    void task?.exit.then((code) => {
      console.log([...task.lines, `${name} ended with ${code ?? "a signal"}.`].join("\n"));
    });
  });
}

const describe = (frontend: string): string =>
  frontend === "ssr" ? "Notes, rendered by a server" : "Notes, rendered in the browser";
