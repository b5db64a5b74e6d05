import { existsSync, readFileSync, statSync } from "node:fs";

import { parse, YAMLParseError } from "yaml";

import { CostError } from "@toolkit/cost/errors";
import { type Usage, usageFromFile, usageHelp, usagePreset, usagePresetNames } from "@toolkit/cost/usage";
import { usagePresets } from "../application";

export interface UsageChoice {
  /** Preset or path, for headlines. */
  readonly name: string;
  readonly usage: Usage;
}

/**
 * A preset by name, or a file that overrides one: YAML or JSON.
 *
 * @throws CostError for an unknown preset, a file that cannot be read, and every key and value in it that is wrong.
 */
export function chooseUsage(nameOrFile: string): UsageChoice {
  const isPreset = (usagePresetNames as readonly string[]).includes(nameOrFile);
  if (/[/\\]|\.(ya?ml|json)$/.test(nameOrFile) && !existsSync(nameOrFile))
    throw new CostError(
      `${nameOrFile} does not exist. Use ${usagePresetNames.join(", ")} or the path of a usage file.`,
    );
  if (isPreset || !existsSync(nameOrFile)) return { name: nameOrFile, usage: usagePreset(nameOrFile, usagePresets) };
  if (!statSync(nameOrFile).isFile()) throw new CostError(`${nameOrFile} is not a usage file.`);
  return { name: nameOrFile, usage: usageFromFile(parsed(nameOrFile), nameOrFile, usagePresets) };
}

/** Every key of a usage file with its meaning and its value in each preset. */
export const usageText = (): string => `${usageHelp(usagePresets)}\n`;

function parsed(file: string): unknown {
  try {
    // An empty file changes nothing of the preset.
    return parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new CostError(`${file} cannot be read as YAML: ${error.message.split("\n")[0] ?? ""}`);
  }
}
