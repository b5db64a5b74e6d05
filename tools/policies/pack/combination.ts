import { existsSync } from "node:fs";
import { join } from "node:path";
import { readStackFile } from "@toolkit/offline/stack-file";
import type { Combination } from "../ledger/entry";

type Config = Readonly<Record<string, unknown>>;

/**
 * Which stack the engine checks. Its name stands in each URN. Its configuration is in the environment of a policy pack
 * that the engine starts itself; one that it starts through the language host, as the CLI does since its language hosts
 * run plugins, is told nothing, and reads the stack's file.
 *
 * @param folders Where the stack's file may be, the likeliest first.
 * @throws Error when the configuration is in neither.
 */
export function combinationOf(urn: string, environment: NodeJS.ProcessEnv, folders: readonly string[]): Combination {
  const stack = /^urn:pulumi:([^:]+)::/.exec(urn)?.[1] ?? "";
  const config = environmentConfig(environment) ?? fileConfig(stack, folders);
  if (config === undefined) {
    throw new Error(
      `Policies depend on the stack's configuration, but there is no Pulumi.${stack}.yaml in ${folders.join(" or ")}: ` +
        "run pulumi in the project's folder, without --config-file.",
    );
  }
  return { stack, profile: text(config["webapp:profile"], ""), frontend: text(config["webapp:frontend"], "ssr") };
}

const environmentConfig = ({ PULUMI_CONFIG: config }: NodeJS.ProcessEnv): Config | undefined =>
  config === undefined ? undefined : (JSON.parse(config) as Config);

function fileConfig(stack: string, folders: readonly string[]): Config | undefined {
  const folder = folders.find((candidate) => existsSync(join(candidate, `Pulumi.${stack}.yaml`)));
  return folder === undefined ? undefined : readStackFile(stack, folder).config;
}

const text = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);
