import { byHand } from "./by-hand";
import { byHandServices } from "./by-hand-services";
import { type Rule } from "./case";
import { generated } from "./generated";

/** Every rule of AWS that the configuration is tried against. */
export const rules: readonly Rule[] = [...byHand, ...byHandServices, ...generated];

/** What the test of a rule is called. */
export const titleOf = ({ key, reason }: Pick<Rule, "key" | "reason">): string => `${key}: ${reason}`;
