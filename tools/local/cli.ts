import "@toolkit/offline/quick-start";

import { join, resolve } from "node:path";
import { isExplained } from "./explained";
import { buildBackend } from "./build-backend";
import { LocalRunError } from "./error";
import { LocalRun } from "./local-run";
import { HELP, parseOptions } from "./options";
import { findTools } from "./tools";

const ROOT = resolve(__dirname, "../..");

async function main(): Promise<void> {
  const { frontend, port, help } = parseOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const found = findTools(ROOT);
  if ("missing" in found) throw new LocalRunError(found.missing.join("\n"));
  process.chdir(ROOT);
  const backend = buildBackend(found.tools.go, ROOT);
  const data = join(ROOT, ".cache/app/database");
  const interrupted = new Promise((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
  });
  const run = await LocalRun.start({ frontend }, { tools: found.tools, backend, data, port });
  console.log(`${describe(frontend)}: http://localhost:${run.edge.port}\nCtrl-C stops it; notes stay in .cache/app.`);
  await interrupted;
  await run.stop();
}

const describe = (frontend: string): string =>
  frontend === "ssr" ? "Notes, rendered by a server" : "Notes, rendered in the browser";

main().catch((error: unknown) => {
  console.error(isExplained(error) ? error.message : error);
  process.exitCode = 1;
});
