import type { Outcome } from "@toolkit/rehearsal/driver/workspace";

/** Every operation on a resource of a provider, without the halves of a replacement. */
export function described(outcome: Outcome): string[] {
  const shown = outcome.changes.filter(
    ({ operation, type }) =>
      /^(create|update|delete|replace)$/.test(operation) && !/^(webapp|awsx|pulumi|docker-build):/.test(type),
  );
  return [
    ...new Set(
      shown.map(({ operation, type, name, changed }) =>
        [operation, `${type}::${name}`, ...(changed.length === 0 ? [] : [`(${[...changed].sort().join(", ")})`])].join(
          " ",
        ),
      ),
    ),
  ].sort();
}
