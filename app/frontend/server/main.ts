import path from "node:path";
import { fileURLToPath } from "node:url";
import * as build from "virtual:react-router/server-build";
import { loadFiles } from "./files.js";
import { createHttpServer } from "./http-server.js";
import { createListener } from "./listener.js";
import { createLog, errorFields } from "./log.js";
import { createPages } from "./pages.js";
import { SettingsError, readSettings, type Settings } from "./settings.js";

const write = (line: string) => void process.stdout.write(line);

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const log = createLog("error", write);
    for (const problem of error.problems) log.error(problem);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const log = createLog(settings.logLevel, write);
  process.on("uncaughtException", (error) => {
    log.error("unexpected error, exiting", errorFields(error));
    process.exit(1);
  });

  const files = loadFiles(path.join(path.dirname(fileURLToPath(import.meta.url)), "../client"));
  const server = createHttpServer(
    createListener(files, createPages(build, settings, log), log),
    settings.keepAliveTimeoutMs,
  );
  // The backend is not waited for: this server shows its own page while that one is away.
  const port = await server.listen(settings.port, settings.host);
  log.info("listening", { port, backendUrl: settings.backendUrl });

  const stop = (signal: NodeJS.Signals) => {
    log.info("stopping", { signal });
    void server.stop(settings.shutdownTimeoutMs).then((cutOff) => {
      log[cutOff === 0 ? "info" : "warn"]("stopped", { requestsCutOff: cutOff });
      process.exit(0);
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

await main();
