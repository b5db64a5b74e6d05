import { Account } from "@toolkit/rehearsal/aws/account";
import type { Properties } from "@toolkit/rehearsal/protocol/values";

import { FIXTURE_STACKS } from "../../tools/program/fixtures";
import { previewStack, type StackPreview } from "../../tools/program/program";

/**
 * An account in which a stack of the fixtures stands, without the engine: every resource as the preview made it.
 *
 * @param set changes of the stack's configuration, as `--set` takes them
 */
export async function deployedAccount(
  stack: string,
  set: readonly string[],
): Promise<{ readonly account: Account; readonly outputs: StackPreview["graph"]["outputs"] }> {
  const account = new Account();
  const { graph } = await previewStack({
    stack,
    set,
    folder: FIXTURE_STACKS,
    onCreate: ({ urn, type, id, region, inputs, outputs }) => {
      // Builds and random values are no things of AWS.
      if (!type.startsWith("aws:")) return;
      const known = { inputs: inputs as Properties, outputs: outputs as Properties };
      account.put({ type, id, urn, region, serial: account.nextSerial(), ...known }, "create");
    },
  });
  return { account, outputs: graph.outputs };
}
