import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildProgram, buildService } from "../../../../tools/local/build-program";
import { FIXTURE_STACKS } from "../../../../tools/program/fixtures";
import { LocalRun } from "../../../../tools/local/local-run";
import { type Variant } from "../../../../tools/local/release";
import { find, findTools, type Tools } from "../../../../tools/local/tools";
import { chromiumPath, NO_CHROMIUM } from "../../../support/chromium";

export const ROOT = resolve(__dirname, "../../../..");
export const VARIANTS: readonly Variant[] = ["ssr", "spa"];

/** The public name of the application; browsers and clients are told that it is on this machine. */
export const HOST = "notes.example.test";

/** A local run with a data directory that goes with it, served over https under the public name. */
export class TestRun {
  private constructor(
    readonly app: LocalRun,
    private readonly folder: string,
  ) {}

  /** @param stacks folder of the stack file. */
  static async start(frontend: Variant, tasks = 1, stacks = FIXTURE_STACKS): Promise<TestRun> {
    const found = findTools(ROOT);
    if ("missing" in found) throw new Error(found.missing.join("\n"));
    const folder = mkdtempSync(join(tmpdir(), "webapp-test-"));
    const app = await LocalRun.start(
      { frontend, stacks, build: join(ROOT, "app/frontend/build") },
      {
        tools: found.tools,
        backend: buildProgram(found.tools.go, ROOT, "backend"),
        worker: () => buildProgram(found.tools.go, ROOT, "worker"),
        service: (plan) => buildService(found.tools.go, ROOT, plan),
        data: join(folder, "database"),
        tasks,
        certificate: makeCertificate(folder),
      },
    );
    await Promise.all(app.service("backend").tasks.map(({ port }) => becomesReady(port)));
    return new TestRun(app, folder);
  }

  /** Origin of the application as a viewer sees it. */
  get origin(): string {
    return `https://${HOST}:${this.app.edge.port}`;
  }

  /** The notes that are stored, by title. */
  titles(): string[] {
    return this.app.database.query("SELECT title FROM app.notes");
  }

  async stop(): Promise<void> {
    await this.app.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A backend answers before its schema is there; tests begin when it can serve notes. */
async function becomesReady(port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    await answer.body?.cancel();
    if (answer.status === 200) return;
    await sleep(25);
  }
  throw new Error("The backend does not become ready.");
}

/** What a person lacks who wants to run these tests, one line each. */
export function missingTools(): string[] {
  const found = findTools(ROOT);
  return [
    ...("missing" in found ? found.missing : []),
    ...(chromiumPath() === undefined ? [NO_CHROMIUM] : []),
    ...(find("openssl") === undefined ? ["openssl is missing: it makes the certificate of the local edge."] : []),
  ];
}

/** What a person lacks besides who wants to run tests of pictures and the cache. */
export function missingForPictures(): string[] {
  const found = findTools(ROOT);
  const { moto, cache }: Partial<Tools> = "missing" in found ? {} : found.tools;
  return [
    ...(moto === undefined ? ["moto_server is missing: run app/backup/scripts/prepare-tests."] : []),
    ...(cache === undefined ? ["valkey-server or redis-server is missing: install Debian's redis-server."] : []),
  ];
}

function makeCertificate(folder: string): { cert: string; key: string } {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...subject, "-keyout", key, "-out", cert], { stdio: "pipe" });
  return { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
}
