import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { LocalRunError } from "./error";

/** A program of the sample application in Go, by its folder in `app`. */
export type Program = "backend" | "worker";

/** Compiles a program into `.cache`, in a second when nothing changed. @returns its path. */
export const buildProgram = (go: string, folder: string, program: Program): string =>
  compile(go, join(folder, "app", program), join(folder, ".cache/app", program), `The ${program}`);

/** Compiles a service that a stack has beside the sample's own. @returns its path. */
export const buildService = (go: string, folder: string, { name, source }: { name: string; source: string }): string =>
  compile(go, join(folder, source), join(folder, ".cache/app/services", name), `The service ${name}`);

function compile(go: string, source: string, output: string, what: string): string {
  try {
    execFileSync(go, ["build", "-trimpath", "-o", output, "."], { cwd: source, stdio: "pipe" });
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr).trim();
    throw new LocalRunError(`${what} does not compile.\n${reason}`);
  }
  return output;
}
