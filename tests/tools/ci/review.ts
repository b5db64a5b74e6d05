import type { Review } from "../../../tools/ci/review/review";

/** A review in which nothing changes, with some of it said. */
export const review = (change: Partial<Review> = {}): Review => ({
  version: 1,
  stack: "dev",
  base: "abc123",
  by: "offline",
  unknown: [],
  changes: [],
  consequences: [],
  cost: { before: 70, after: 70, unpriced: 0, usage: "idle", largest: [], changed: 0 },
  findings: { added: [], gone: 0 },
  seconds: null,
  ...change,
});
