import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Samples where there is nothing to fill, or where they would be taken for somebody's data. */
export function seedProblems({ backend, profile }: WebappConfig): Problem[] {
  const { seed, uses } = backend;
  if (seed === undefined) return [];
  const problem = (fix: string): Problem => ({ key: "webapp:backend.seed", value: seed, fix });
  return [
    ...(profile === "prod" ? [problem("is for stacks without data of their own, not for prod: take it out")] : []),
    ...(uses.includes("database") ? [] : [problem("needs database in webapp:backend.uses")]),
  ];
}
