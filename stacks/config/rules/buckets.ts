import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** A bucket may stand twice with rights on different keys; anything else is a slip. */
export function bucketProblems({ network }: WebappConfig): Problem[] {
  const parts = network.s3Buckets.map((bucket) =>
    typeof bucket === "string" ? { name: bucket, prefix: undefined } : { name: bucket.name, prefix: bucket.prefix },
  );
  const again = parts.filter(({ name, prefix }, index) =>
    parts
      .slice(0, index)
      .some(
        (other) =>
          other.name === name && (other.prefix === undefined || prefix === undefined || other.prefix === prefix),
      ),
  );
  return again.map(({ name }) => ({
    key: "webapp:network.s3Buckets",
    value: name,
    fix: "stands there twice: name it once, or with a prefix each",
  }));
}
