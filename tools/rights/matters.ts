import { accountMatters } from "./account-matters";
import type { Matter, Surroundings } from "./matter";
import { stackMatters } from "./stack-matters";

/** What an attacker who holds a role would try, for each stack and for other teams of the account. */
export const mattersOf = (surroundings: Surroundings): Matter[] => [
  ...surroundings.stacks.flatMap((stack) => stackMatters(surroundings, stack)),
  ...accountMatters(surroundings),
];
