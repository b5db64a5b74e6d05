import { aligned } from "@toolkit/offline/render/aligned";
import { z } from "zod";

import { type UsagePresets, usagePresetNames, usagePresets } from "./presets";
import { usagePaths, usageSchema } from "./schema";

type Sections = Record<string, Record<string, number>>;

/** Every key of a usage file with what it means and its value in each preset, a line each. */
export function usageHelp(presets: UsagePresets = usagePresets): string {
  const paths = usagePaths(presets.small);
  const values = usagePresetNames.map((name) => presets[name] as unknown as Sections);
  const rows = paths.map((path) => {
    const [section = "", key = ""] = path.split(".");
    return [path, ...values.map((preset) => String(preset[section]?.[key] ?? "")), meaningOf(section, key)];
  });
  const table = [["key", ...usagePresetNames, "meaning"], ...rows];
  const last = usagePresetNames.length + 1;
  return [
    ...aligned(table, (column) => column === 0 || column === last),
    "",
    "A usage file overrides a preset: extends: small, then traffic: { pageViews: 500000 } and so on.",
    'One resource, by its logical name: resources: { orders: { "traffic.pageViews": 1000 } }.',
  ].join("\n");
}

function meaningOf(section: string, key: string): string {
  const fields: unknown = usageSchema.shape[section as keyof typeof usageSchema.shape];
  const shape: Readonly<Record<string, z.ZodType>> = fields instanceof z.ZodObject ? fields.shape : {};
  return shape[key]?.description ?? (section === "tasks" ? `tasks that the load keeps busy in ${key}` : "");
}
