import type * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement } from "../../components/security/iam";
import { type User } from "./users";

/** What the tasks of a user get of the things that it uses. */
export interface Grant {
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variable → `valueFrom`, which ECS reads when a task starts. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Secrets that those values come from: a new value restarts the user. */
  readonly secretArns: readonly pulumi.Input<string>[];
  /** Rights of the tasks. */
  readonly statements: readonly PolicyStatement[];
  /** What must be there before a task starts, beside what the values above refer to. */
  readonly startAfter: readonly pulumi.Resource[];
}

/** Things that exist, by the name that `uses` has: what each grants to a user. */
export type Usable = Readonly<Record<string, (user: User) => Partial<Grant>>>;

/** All that a user gets, in the order of its `uses`. */
export function grantOf(usable: Usable, user: User): Grant {
  const grants = user.uses.map((name) => {
    const grant = usable[name];
    if (grant === undefined) throw new Error(`${user.name} uses ${name}, which nothing has made.`);
    return grant(user);
  });
  return {
    environment: Object.assign({}, ...grants.map(({ environment }) => environment)) as Grant["environment"],
    secrets: Object.assign({}, ...grants.map(({ secrets }) => secrets)) as Grant["secrets"],
    secretArns: grants.flatMap(({ secretArns = [] }) => secretArns),
    statements: grants.flatMap(({ statements = [] }) => statements),
    startAfter: grants.flatMap(({ startAfter = [] }) => startAfter),
  };
}
