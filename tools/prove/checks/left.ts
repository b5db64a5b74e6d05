import { remaining } from "../remaining";
import type { Check } from "./scene";

/** How many things that are billed are left once the stack is destroyed. */
export const left: Check = async ({ aws, progress, project }) => {
  const found = await remaining(aws, project, progress.region);
  return { seen: found.billed.length, details: [...found.billed, ...found.free.map((arn) => `free: ${arn}`)] };
};
