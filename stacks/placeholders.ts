import * as pulumi from "@pulumi/pulumi";

import { placeholderLine, placeholdersIn } from "./config";

/**
 * Refuses to deploy a configuration with placeholders, before anything is registered; `pulumi preview` says in a line
 * what they are. Offline, without an engine, nothing is deployed and nothing refused.
 *
 * @throws RunError
 */
export function heedPlaceholders(): void {
  const placeholders = placeholdersIn(pulumi.runtime.allConfig());
  if (placeholders.length === 0 || !pulumi.runtime.hasEngine() || isEmulated(process.env)) return;
  const line = placeholderLine(pulumi.getStack(), placeholders);
  if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(line);
  void pulumi.log.warn(line);
}

/**
 * True when somebody has attached an AWS provider of their own to the engine, as a rehearsal does: AWS's would refuse
 * every real account, since none has the number of the example account.
 *
 * Source: Pulumi's documentation, "Debugging Pulumi providers",
 * https://www.pulumi.com/docs/iac/guides/building-extending/providers/debugging-providers/.
 */
export const isEmulated = ({ PULUMI_DEBUG_PROVIDERS: attached = "" }: NodeJS.ProcessEnv): boolean =>
  /(^|,)aws:/.test(attached);
