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

/** What reviews and comments are about in the tests. */
export const database = { type: "aws:rds/instance:Instance", name: "database" };

/** A database that is replaced, which costs more, loses its rows and brings findings. */
export const replaced = review({
  changes: [{ operation: "replace", ...database, inputs: ["dbName"] }],
  consequences: [
    {
      operation: "replace",
      ...database,
      causes: ["dbName"],
      losses: ["all rows of database", "new address"],
      final: ["all rows of database"],
    },
  ],
  cost: {
    before: 70,
    after: 82.5,
    unpriced: 0,
    usage: "idle",
    largest: [{ sign: "~", ...database, before: 14, after: 26.5 }],
    changed: 2,
  },
  findings: {
    added: [
      { rule: "rds-public", severity: "low", ...database, message: "a", fix: "b" },
      { rule: "rds-backups", severity: "high", ...database, message: "keeps 1 day", fix: "Keep 7" },
    ],
    gone: 1,
  },
  seconds: 610,
});
