import { type StackConfig } from "./stack-config";

/**
 * The user that `migrate` creates and whoever uses the database signs in as, with `database.authentication: iam`. The tasks
 * of a review stack may connect as users of their own stack's name alone, in whichever database
 * (`bootstrap/review-names.ts`), so that one pull request's code signs in to no other stack's.
 */
export const iamUsername = ({ profile, stack }: Pick<StackConfig, "profile" | "stack">): string =>
  profile === "review" ? `${stack.replaceAll(/\W/g, "_")}_app` : "app_backend";

/** MySQL 8.4 reference manual, "Account Names", the length of a user name. */
export const LONGEST_USERNAME = 32;
