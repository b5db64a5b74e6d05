import { type Usage } from "./schema";

type Sections = Record<string, Record<string, number>>;

/** The profile as one resource sees it: its own values in the place of the stack's. */
export function usageOf(usage: Usage, name: string): Usage {
  const own = usage.resources[name];
  if (own === undefined) return usage;
  const merged = { ...usage } as unknown as Sections;
  for (const [path, value] of Object.entries(own)) {
    const [section = "", key = ""] = path.split(".");
    merged[section] = { ...merged[section], [key]: value };
  }
  return merged as unknown as Usage;
}
