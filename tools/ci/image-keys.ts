import { z } from "zod";

/** Output of a stack that has services or workers of its own: where the stack file has the image of each. */
export const imageKeysOutput = z.record(z.string(), z.string()).default({});

/** Of the parts that every stack has. */
const KEYS: Readonly<Record<string, string>> = {
  backend: "webapp:backend.image",
  frontend: "webapp:ssr.image",
  backup: "webapp:backup.image",
};

/**
 * Where a stack file has the image of a part: `webapp:services.search.image`.
 *
 * @param own the stack's output `imageKeys`
 */
export function imageKeyOf(part: string, own: Readonly<Record<string, string>>): string {
  const key = KEYS[part] ?? own[part];
  if (key === undefined) throw new Error(`No output says where the stack file has the image of ${part}.`);
  return key;
}
