import { CostError } from "../errors";
import { type CostResource } from "../graph-view";

/** What a bucket holds, which decides how much is in it. */
export type BucketRole = "site" | "dumps" | "logs" | "audit" | "state";

const NAMES: readonly (readonly [RegExp, BucketRole])[] = [
  [/dump|backup/i, "dumps"],
  [/audit|trail/i, "audit"],
  [/log/i, "logs"],
  [/state/i, "state"],
  [/site|asset|static|spa|content/i, "site"],
];

/** Read from the logical name. @throws CostError for a name that says nothing. */
export function bucketRole(bucket: CostResource): BucketRole {
  const role = NAMES.find(([pattern]) => pattern.test(bucket.name))?.[1];
  if (role === undefined) {
    throw new CostError(
      `${bucket.type} "${bucket.name}" cannot be priced: its name says none of site, dumps, logs, audit, state. Add it to preview/cost/recipes/bucket-roles.ts.`,
    );
  }
  return role;
}
