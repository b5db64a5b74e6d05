import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

import { cliModule, cliPackage, isAtLeast, lowestVersion, pinnedVersion } from "./versions";

/** There is neither a `pulumi` that is new enough nor a way to build one; the message says why in one line. */
export class PulumiUnavailable extends Error {
  override readonly name = "PulumiUnavailable";
}

/** What the search reads and where it builds. */
export interface Search {
  /** Folder of the program, whose `requiredPulumiVersion` is the lowest that will do. @default the pinned version is */
  readonly program?: string;
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /** Told, in one line, before a build that takes minutes. @default prints to standard error */
  readonly announce?: (line: string) => void;
}

/**
 * The path of a `pulumi` command: the one on the PATH when it is new enough, else the pinned version, built once from
 * its Go module into `~/.cache/pulumi-rehearsal/<version>/` (`PULUMI_REHEARSAL_CACHE` names another cache folder).
 *
 * @throws PulumiUnavailable when neither is possible
 */
export function findPulumi(search: Search = {}): string {
  const environment = search.environment ?? process.env;
  const located = locate(environment, search.program);
  if ("file" in located) return located.file;

  const { because, target } = located;
  const announce = search.announce ?? console.error;
  announce(`${because}: building ${pinnedVersion()} into ${path.dirname(target)} (about 4 minutes, once)`);
  build(target, because, environment);
  return target;
}

/** Why there is neither a `pulumi` nor a way to build one, in one line; undefined when there is. Builds nothing. */
export function whyUnavailable({ environment = process.env, program }: Search = {}): string | undefined {
  const located = locate(environment, program);
  return "file" in located || hasGo(environment) ? undefined : withoutGo(located.because);
}

/** The command that is there, or why there is none and where one is to be built. */
function locate(
  environment: NodeJS.ProcessEnv,
  program: string | undefined,
): { file: string } | { because: string; target: string } {
  const installed = onPath(environment);
  const lowest = program === undefined ? pinnedVersion() : lowestVersion(path.join(program, "Pulumi.yaml"));
  if (installed !== undefined && isAtLeast(installed.version, lowest)) return { file: installed.file };

  const target = path.join(cacheFolder(environment), pinnedVersion(), "pulumi");
  if (existsSync(target)) return { file: target };
  const because =
    installed === undefined
      ? "no pulumi on the PATH"
      : `pulumi ${installed.version} on the PATH is older than ${lowest}`;
  return { because, target };
}

const hasGo = (environment: NodeJS.ProcessEnv): boolean =>
  spawnSync("go", ["version"], { env: environment }).status === 0;

const withoutGo = (because: string): string => `${because}, and no Go to build one with`;

function onPath(environment: NodeJS.ProcessEnv): { file: string; version: string } | undefined {
  const folders = (environment.PATH ?? "").split(path.delimiter);
  const file = folders.map((folder) => path.join(folder, "pulumi")).find((candidate) => existsSync(candidate));
  if (file === undefined) return undefined;
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout, status } = spawnSync(file, ["version"], { encoding: "utf8", env });
  return status === 0 ? { file, version: stdout.trim().replace(/^v/, "") } : undefined;
}

function cacheFolder(environment: NodeJS.ProcessEnv): string {
  return environment.PULUMI_REHEARSAL_CACHE ?? path.join(environment.HOME ?? homedir(), ".cache", "pulumi-rehearsal");
}

function build(target: string, because: string, environment: NodeJS.ProcessEnv): void {
  if (!hasGo(environment)) throw new PulumiUnavailable(withoutGo(because));
  mkdirSync(path.dirname(target), { recursive: true });
  // Built beside the target and renamed, so that a second process never starts half a program.
  const unfinished = `${target}.${process.pid}`;
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion()}`;
  try {
    const options = ["-trimpath", "-ldflags", `-s -w ${stamp}`, "-o", unfinished];
    execFileSync("go", ["build", ...options, cliPackage], { cwd: cliModule, stdio: "pipe", env: environment });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, target);
  } catch (error) {
    throw new PulumiUnavailable(`${because}, and building one failed: ${lastLine(error)}`);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function lastLine(error: unknown): string {
  const text = String((error as { stderr?: Buffer }).stderr ?? error).trim();
  return text.slice(text.lastIndexOf("\n") + 1);
}
