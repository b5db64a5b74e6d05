import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../../cli/options";
import { subcommand } from "../../cli/subcommand";
import { write } from "../../update/generated-file";
import { policyPackBundle } from "./bundle";

const command = new Command("policy-pack")
  .description("Makes the policy pack that pulumi --policy-pack tools/policies/pack loads; npm ci has done so already.")
  .addOption(traceOption());

export default subcommand(command, {
  run: async () => {
    const [file] = await policyPackBundle();
    write(file);
  },
});
