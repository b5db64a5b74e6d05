import { openWorld } from "@toolkit/rehearsal/world";
import { configure } from "../lifecycles/rehearsal";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { FIXTURE_STACKS } from "../program/fixtures";
import { rehearsed } from "../program/rehearsed";
import { line, type Measurement } from "./measure";
import { watchMemory } from "./memory";

/** `pulumi preview` must not take longer, in seconds. */
const TARGET_SECONDS = 6;

/**
 * Wall time of a literal `pulumi preview`, and the peak memory of the CLI with all it starts, for each combination: in
 * a checkout that was never previewed, and once more, when the SDK has its transpiled files.
 */
export async function benchEngine(): Promise<void> {
  const slow: string[] = [];
  for (const stack of ["dev", "prod"]) {
    for (const frontend of ["ssr", "spa"]) {
      const world = await openWorld();
      const workspace = await Workspace.open({ ...rehearsed, stackFiles: FIXTURE_STACKS, stack, world });
      try {
        configure(workspace, { "webapp:frontend": frontend });
        for (const occasion of ["first", "again"]) {
          const { seconds, megabytes } = await preview(workspace);
          const what = `pulumi preview ${stack} ${frontend}, ${occasion}`;
          console.log(line(what, { seconds, megabytes }));
          if (seconds > TARGET_SECONDS) slow.push(what);
        }
      } finally {
        workspace.close();
        await world.close();
      }
    }
  }
  if (slow.length > 0) {
    console.error(`slower than ${TARGET_SECONDS} s: ${slow.join("; ")}`);
    process.exitCode = 1;
  }
}

async function preview(workspace: Workspace): Promise<Measurement> {
  const stop = watchMemory();
  const { exitCode, milliseconds, stdout, stderr } = await workspace.preview();
  const megabytes = stop();
  if (exitCode !== 0) throw new Error(stdout + stderr);
  return { seconds: milliseconds / 1000, megabytes };
}
