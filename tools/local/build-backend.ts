import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { LocalRunError } from "./error";

/** Compiles the backend into `.cache`, in a second when nothing changed. @returns the program's path. */
export function buildBackend(go: string, folder: string): string {
  const output = join(folder, ".cache/app/backend");
  try {
    execFileSync(go, ["build", "-trimpath", "-o", output, "."], { cwd: join(folder, "app/backend"), stdio: "pipe" });
  } catch (error) {
    throw new LocalRunError(`The backend does not compile.\n${String((error as { stderr?: Buffer }).stderr).trim()}`);
  }
  return output;
}
