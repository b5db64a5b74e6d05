import { T } from "@toolkit/offline/aws-types";
import { type Ledger, ledgerOf } from "./current";
import type { LedgerEntry } from "./entry";

const review = "2027-05-31";
const POLICY = (name: string) => `${T.iamPolicy}/${name}`;
const STATE = `${T.bucket}/state*`;

/** What is accepted in `bootstrap/`: the store of the states, and what CI may do. */
export const bootstrapSuppressions: readonly LedgerEntry[] = [
  {
    rules: [
      "iam-no-decrypt-everywhere",
      "iam-no-exfiltration",
      "iam-no-permission-management",
      "iam-no-unbounded-resource",
      "iam-no-unbounded-write",
      "iam-no-wildcards",
      "iam-pass-role-bounded",
    ],
    resource: POLICY("boundary*"),
    reason: "A boundary grants nothing: it is the most that roles of CI and of the application can ever be allowed.",
    instead: "The policies of each role name actions and, where AWS knows them, resources.",
    review,
  },
  {
    rules: ["iam-no-unbounded-resource", "iam-no-wildcards"],
    resource: POLICY("reads"),
    about: "Settings",
    reason: "Most actions that describe and list know no resources.",
    instead: "None of them reads contents, secrets or objects.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: POLICY("reads"),
    about: "PublicParameters",
    reason: "AMIs are parameters that AWS publishes in every region.",
    instead: "Only parameters without an account, below aws/service.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: POLICY("reads"),
    reason: "Pulumi draws the ends of names.",
    instead: "The names begin with the project's.",
    review,
  },
  ...[`${T.rolePolicy}/*-state`, POLICY("*-storage"), POLICY("*-identity"), POLICY("*-state")].map((resource) => ({
    rules: ["iam-no-wildcards"],
    resource,
    reason: "Pulumi draws the ends of names, ids of keys are AWS's, and a state has copies and a history.",
    instead:
      "The names begin with the stack's, or lie below its paths in the one bucket; keys are told by alias and tag.",
    review,
  })),
  ...["network", "compute", "data", "edge", "operations", "integration"].map((room) => ({
    rules: ["iam-no-wildcards"],
    resource: POLICY(`*-${room}`),
    reason: "Who deploys makes resources whose ids AWS chooses.",
    instead: "Each action is named; names limit where the program chooses them, tags of stack and project elsewhere.",
    review,
  })),
  {
    rules: ["iam-no-decrypt-everywhere"],
    resource: POLICY("*-storage"),
    reason: "Who deploys writes and compares secrets and images under keys that the same deployment makes.",
    instead: "No key with an alias or a tag of others, and only the deploy role of a protected environment.",
    review,
  },
  {
    rules: ["bucket-access-logs", "bucket-events", "bucket-replicated"],
    resource: STATE,
    reason: "A state holds no data of users and can be made again with pulumi import.",
    instead:
      "Versions for 180 days, a key of its own whose use CloudTrail records, and each role reads its own stack's alone.",
    review,
  },
  {
    rules: ["bucket-object-lock"],
    resource: STATE,
    reason: "Pulumi deletes its own lock files, and old states hold old secrets that must be able to go.",
    instead: "Versioning, and deletion protection by Pulumi.",
    review,
  },
  {
    rules: ["iam-no-wildcards"],
    resource: POLICY("review-keeper"),
    reason: "Roles of pull requests have the number in their names, and lists of an account have no resource.",
    instead: "Nothing but such roles, with the bootstrap's boundary and policies; lists hold names and tags.",
    review,
  },
  {
    rules: ["resource-encrypted"],
    resource: POLICY("boundary-review"),
    reason: "Its condition asks whether a request names the stack of a secret; it turns no encryption off.",
    instead: "It refuses the secrets of every stack that is no review stack.",
    review,
  },
];

/**
 * The ledger of the bootstrap: its own `accepted-findings.yaml`, and what the project accepts.
 *
 * @param folder with Pulumi.bootstrap.yaml @default bootstrap
 * @throws RunError that names every problem of the file.
 */
export const bootstrapLedgerOf = (folder = "bootstrap"): Ledger => ledgerOf(folder, undefined, bootstrapSuppressions);
