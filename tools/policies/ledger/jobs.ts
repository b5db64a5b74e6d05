import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";

const review = "2027-05-31";
const JOBS = ['jobs.digest={ image: { build: tests/fixtures/app/backend }, schedule: "rate(1 day)" }'];

/** What is accepted of the state machine that runs a job. */
export const jobSuppressions: readonly LedgerEntry[] = [
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-machine`,
    about: "RunTask",
    appearsWith: JOBS,
    reason: "A run starts the newest revision of the task, whose number the next deployment draws.",
    instead: "Revisions of one family, on one cluster.",
    review,
  },
  ...["FollowTask", "TagTask"].map((about) => ({
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-machine`,
    about,
    appearsWith: JOBS,
    reason: "The id of a task is not known before it starts.",
    instead: "Tasks of one cluster; tags are put on when a task is started, and at no other time.",
    review,
  })),
];
