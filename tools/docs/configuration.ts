import { riskNames } from "../../stacks/config/risk-names";
import { risks } from "../../stacks/config/risks";
import { table } from "../markdown-table";
import { type DocumentedKey, documentedKeys } from "./documented-keys";

/** The generated parts of docs/configuration.md, by the name of their markers. */
export const configurationBlocks = (): Record<string, string> => ({
  configuration: configurationSections(),
  risks: riskTable(),
});

/** A section for each group of keys: what it is and what it allows, and what each profile gives it. */
function configurationSections(): string {
  const groups = new Map<string, DocumentedKey[]>();
  for (const key of documentedKeys()) {
    const group = key.path.split(".")[0] ?? key.path;
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  const single = [...groups].filter(([group, keys]) => keys.every(({ path }) => path === group));
  const grouped = [...groups].filter(([, keys]) => keys.some(({ path }) => path.includes(".")));
  return [
    `### The stack\n\n${keyTable(single.flatMap(([, keys]) => keys))}`,
    ...grouped.map(([group, keys]) => `### ${group}\n\n${keyTable(keys)}`),
  ].join("\n\n");
}

const keyTable = (keys: readonly DocumentedKey[]): string =>
  table(
    ["Key", "What it is", "Default"],
    keys.map(({ path, description, allowed, defaults }) => [
      `\`${path}\``,
      allowed === "text" ? description : `${description} (${allowed})`,
      defaultWords(defaults),
    ]),
  );

/** One default, or those of dev and prod; review's where it is none of dev's. */
function defaultWords({ dev, prod, review }: DocumentedKey["defaults"]): string {
  if (dev === prod && dev === review) return dev;
  return `dev ${dev}, prod ${prod}${review === dev ? "" : `, review ${review}`}`;
}

const riskTable = (): string =>
  table(
    ["Name", "Key", "Why prod refuses it"],
    riskNames.map((name) => [
      `\`${name}\``,
      risks[name].keys.map((key) => `\`${key}\``).join(", "),
      risks[name].reason,
    ]),
  );
