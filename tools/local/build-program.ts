import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { LocalRunError } from "./error";

/** A program of the sample application in Go, by its folder in `app`. */
export type Program = "backend" | "worker";

/** Compiles a program into `.cache`, in a second when nothing changed. @returns its path. */
export function buildProgram(go: string, folder: string, program: Program): string {
  const output = join(folder, ".cache/app", program);
  try {
    execFileSync(go, ["build", "-trimpath", "-o", output, "."], { cwd: join(folder, "app", program), stdio: "pipe" });
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr).trim();
    throw new LocalRunError(`The ${program} does not compile.\n${reason}`);
  }
  return output;
}
