import { type StackConfig } from "./config";
import { type StackContext } from "./context";
import { hideOutputs } from "./encrypted";
import { refuseUnknownActions } from "./known-permissions";
import { lifetimes } from "./lifetime";
import { portsOf } from "./ports";
import { accountContext, createProvider } from "./provider";
import { resolveZones } from "./zones";

/**
 * The account and region that a stack goes to.
 *
 * It awaits the account's zones and AWS's list of actions, so that a zone which lacks something and a right that does not
 * exist are refused before anything is registered.
 *
 * @throws RunError that names the zones of this account that work, or the actions that do not exist.
 */
export async function createContext(config: StackConfig): Promise<StackContext> {
  await refuseUnknownActions(config);
  const provider = createProvider(config.aws, config.encrypted);
  return {
    config,
    account: accountContext(config, provider),
    provider,
    opts: {
      providers: { aws: provider },
      ...(config.encrypted === undefined ? {} : { transformations: [hideOutputs] }),
    },
    zones: await resolveZones(config, provider),
    ports: portsOf(config),
    lifetime: lifetimes[config.profile],
  };
}
