import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import * as path from "node:path";

import type { Rehearsal } from "./rehearsal";

const root = path.resolve(__dirname, "../..");

/** `npm run toolkit -- guard` over a preview of the stack as it is configured, with the losses that it is told to accept, by type and name. */
export async function guard(
  { workspace, world, stack }: Rehearsal,
  ...accepted: readonly string[]
): Promise<SpawnSyncReturns<string>> {
  const { stdout } = await workspace.exec(["preview", "--json", "--stack", stack]);
  const accepts = accepted.flatMap((name) => ["--accept", name]);
  return spawnSync(process.execPath, ["--require", "tsx/cjs", "tools/cli.ts", "guard", ...accepts], {
    cwd: root,
    env: { ...process.env, PULUMI_DEBUG_PROVIDERS: world.attach },
    input: stdout,
    encoding: "utf8",
  });
}
