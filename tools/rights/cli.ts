import { Command } from "@commander-js/extra-typings";
import { stacksIn } from "@toolkit/offline/stack-file";
import { stacksOption, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { previewStack } from "../program/program";
import { bootstrapFolder } from "./bootstrap-folder";
import { renderRights } from "./render";
import { deployVerdict, rightsOf } from "./tables";

const command = new Command("rights")
  .description("Shows what the roles of CI may do to what matters, and what they lack for the stacks: offline.")
  .addOption(stacksOption("where the stack files are, with bootstrap/ below (default: this folder)"))
  .option("--json", "one JSON document; run npm with --silent")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stacks: folder, json }) => {
    // Standard output holds the answer alone; Pulumi logs with console.log.
    console.log = console.error;
    const rights = await rightsOf({ folder: bootstrapFolder(folder) });
    const verdicts = [];
    for (const stack of stacksIn(folder))
      verdicts.push(deployVerdict(await previewStack({ stack, folder }), rights.roles));
    const found = verdicts.filter((verdict) => verdict !== undefined);
    const { jobs, matters } = rights;
    process.stdout.write(
      json === true ? `${JSON.stringify({ jobs, matters, deploy: found }, null, 2)}\n` : renderRights(rights, found),
    );
    if (found.some(({ lacking }) => lacking.length > 0)) process.exitCode = 1;
  },
});
