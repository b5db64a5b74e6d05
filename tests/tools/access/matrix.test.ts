import { expect } from "chai";

import { ResourceGraph } from "@toolkit/offline/graph";
import { accessMatrix } from "../../../tools/access/matrix";
import { type StackDeployment } from "../../support/deploy-stack";
import { deployGrown, type GrownStack } from "../../support/grown";

/** A line for each thing: what the tasks of each column may do with it. */
const lines = (made: StackDeployment): string[] =>
  accessMatrix(new ResourceGraph(made.resources)).things.map(
    ({ name, may }) => `${name}: ${may.map((words) => (words.length === 0 ? "-" : words.join(" "))).join(" | ")}`,
  );

const TASKS = ["backend", "backup-dump", "frontend", "search", "thumbnails", "digest"];
const ALL = "read write delete";
const MATRIX = [
  "database: connect | connect | - | connect | connect | connect",
  "cache: connect | - | connect | connect | - | connect",
  "bucket dumps: - | write | - | - | - | -",
  `bucket uploads: ${ALL} | - | - | - | ${ALL} | -`,
  `bucket reports: ${ALL} | - | ${ALL} | - | - | ${ALL}`,
  "queue thumbnails: send | - | - | - | receive | send",
  "service backend: - | - | call | - | - | -",
  "service search: call | - | call | - | - | -",
  "secret of the database: read | read | - | read | read | read",
  "secret search-token: - | - | - | read | - | -",
  "secret thumbnails-token: - | - | - | - | read | -",
  "secret digest-token: - | - | - | - | - | read",
];

describe("the access matrix", () => {
  for (const stack of ["grown", "grown-prod"] satisfies GrownStack[]) {
    it(`of ${stack} is exactly what uses says, and what dumps and secrets need`, async () => {
      const made = await deployGrown(stack);
      expect(accessMatrix(new ResourceGraph(made.resources)).tasks).to.deep.equal(TASKS);
      expect(lines(made)).to.have.members(MATRIX);
    });
  }

  const removals: readonly [entry: string, setting: string, before: string, after: string | undefined][] = [
    [
      "search of the backend",
      "backend.uses=[database, uploads, reports, cache, thumbnails]",
      "service search: call | - | call | - | - | -",
      "service search: - | - | call | - | - | -",
    ],
    [
      "the cache of search",
      "services.search.uses=[database]",
      "cache: connect | - | connect | connect | - | connect",
      "cache: connect | - | connect | - | - | connect",
    ],
    [
      "thumbnails of the job",
      "jobs.digest.uses=[database, reports, cache]",
      "queue thumbnails: send | - | - | - | receive | send",
      "queue thumbnails: send | - | - | - | receive | -",
    ],
    [
      "uploads of the worker",
      "workers.thumbnails.uses=[database]",
      `bucket uploads: ${ALL} | - | - | - | ${ALL} | -`,
      `bucket uploads: ${ALL} | - | - | - | - | -`,
    ],
  ];
  for (const [entry, setting, before, after] of removals) {
    it(`loses one field with ${entry}`, async () => {
      const found = lines(await deployGrown("grown", [setting]));
      expect(found).to.have.members(MATRIX.map((line) => (line === before ? after : line)));
    });
  }
});
