import { openWorld } from "../tests/engine/aws/world";
import { configure } from "../tests/engine/driver/rehearsal";
import { Workspace } from "../tests/engine/driver/workspace";
import { line } from "./measure";
import { watchMemory } from "./memory";

/** `pulumi preview` must not take longer, in seconds. */
const TARGET_SECONDS = 6;

/** Wall time of a literal `pulumi preview`, and the peak memory of the CLI with all it starts, for each combination. */
async function main(): Promise<void> {
  const slow: string[] = [];
  for (const stack of ["dev", "prod"]) {
    for (const frontend of ["ssr", "spa"]) {
      const world = await openWorld();
      const workspace = await Workspace.open({ program: process.cwd(), stack, world });
      try {
        configure(workspace, { "webapp:frontend": frontend });
        const stop = watchMemory();
        const preview = await workspace.preview();
        const megabytes = stop();
        if (preview.exitCode !== 0) throw new Error(preview.stdout + preview.stderr);
        const seconds = preview.milliseconds / 1000;
        console.log(line(`pulumi preview ${stack} ${frontend}`, { seconds, megabytes }));
        if (seconds > TARGET_SECONDS) slow.push(`${stack} ${frontend}`);
      } finally {
        workspace.close();
        await world.close();
      }
    }
  }
  if (slow.length > 0) {
    console.error(`slower than ${TARGET_SECONDS} s: ${slow.join(", ")}`);
    process.exitCode = 1;
  }
}

void main();
