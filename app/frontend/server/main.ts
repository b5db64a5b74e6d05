import path from "node:path";
import { fileURLToPath } from "node:url";
import * as build from "virtual:react-router/server-build";
import { loadFiles } from "./files.js";
import { createHttpServer } from "./http-server.js";
import { createListener } from "./listener.js";
import { createLog, errorFields } from "./log.js";
import { createPages } from "./pages.js";
import { PRESSURE_INTERVAL_MS, PressureGauge, pressureFields } from "./pressure.js";
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

/** Lines of data, which no level leaves out; a last one is written by the function that is returned. */
function publishPressure(gauge: PressureGauge, namespace: string): () => void {
  if (namespace === "") return () => undefined;
  const data = createLog("info", write);
  const publish = () => {
    const fields = pressureFields(gauge.take(), namespace, Date.now());
    if (fields !== undefined) data.info("pressure", fields);
  };
  setInterval(publish, PRESSURE_INTERVAL_MS).unref();
  return publish;
}

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const log = createLog(settings.logLevel, write);
  process.on("uncaughtException", (error) => {
    log.error("unexpected error, exiting", errorFields(error));
    process.exit(1);
  });

  const files = loadFiles(path.join(path.dirname(fileURLToPath(import.meta.url)), "../client"));
  const gauge = new PressureGauge(() => performance.now());
  const publishLast = publishPressure(gauge, settings.pressureNamespace);
  const server = createHttpServer(
    createListener(files, createPages(build, settings, log), log, gauge),
    settings.keepAliveTimeoutMs,
  );
  // The backend is not waited for: this server shows its own page while that one is away.
  const port = await server.listen(settings.port, settings.host);
  log.info("listening", { port, backendUrl: settings.backendUrl });

  const stop = (signal: NodeJS.Signals) => {
    log.info("stopping", { signal });
    void server.stop(settings.shutdownTimeoutMs).then((cutOff) => {
      publishLast();
      log[cutOff === 0 ? "info" : "warn"]("stopped", { requestsCutOff: cutOff });
      process.exit(0);
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

await main();
