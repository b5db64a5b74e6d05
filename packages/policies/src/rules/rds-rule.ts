import { inputRule, type InputRule, isNotTrue, isTrue } from "../makers";
import { type Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";

/** What rules about the database instance have in common. */
export const DATABASE = { type: T.databaseInstance, severity: "medium" } as const;

/** A rule that one switch of the instance is on, or off. */
export function switchRule(
  head: Pick<InputRule, "id" | "title" | "fix" | "path"> & Partial<InputRule>,
  wanted: boolean,
): Rule {
  return inputRule({ ...DATABASE, accepts: wanted ? isTrue : isNotTrue, good: wanted, bad: !wanted, ...head });
}
