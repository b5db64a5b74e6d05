import { thingsOf } from "../../uses/plan";
import { configuredUsers } from "../../uses/users";
import { nearest } from "../nearest";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Names in `uses` that are nothing of this stack, or stand there twice. */
export function usesProblems(config: WebappConfig): Problem[] {
  return [...nameProblems(config), ...signInProblems(config)];
}

/** The image that makes the database's user for IAM tokens is the backend's, and runs from where the backend does. */
function signInProblems({ backend, ssr, database }: WebappConfig): Problem[] {
  const isMade = backend.uses.includes("database") || !ssr.uses.includes("database");
  if (database.authentication !== "iam" || isMade) return [];
  const fix = "needs database in webapp:backend.uses too: the backend's image makes the user that ssr signs in as";
  return [{ key: "webapp:database.authentication", value: "iam", fix }];
}

function nameProblems(config: WebappConfig): Problem[] {
  const names = thingsOf(config).map(({ name }) => name);
  return configuredUsers(config).flatMap(({ section, uses }) =>
    uses.flatMap((name, index): Problem[] => {
      const problem = (fix: string): Problem[] => [{ key: `webapp:${section}.uses.${index}`, value: name, fix }];
      if (uses.indexOf(name) < index) return problem("stands there twice");
      return names.includes(name) ? [] : problem(unknown(name, names));
    }),
  );
}

function unknown(name: string, names: readonly string[]): string {
  const guess = nearest(name, names);
  return guess === undefined
    ? `is nothing that this stack has; it has ${names.join(", ")}`
    : `is nothing that this stack has; did you mean "${guess}"?`;
}
