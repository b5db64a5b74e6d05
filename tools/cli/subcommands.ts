/** A subcommand as far as it is known without loading it. */
export interface Entry {
  /** Heading in the overview. */
  readonly group: string;
  /** One line for the overview. */
  readonly summary: string;
  /** Module with a `Subcommand` as its default export, from this folder. */
  readonly module: string;
  /** Whether package.json has a script of this name, so that it is called without `toolkit`. @default false */
  readonly hasScript?: boolean;
}

const LOOK = "Look at a stack, offline:";
const TRY = "Try it on this machine:";
const DEPLOY = "Deploy, as the workflows do:";
const DAILY = "Look after a deployed stack:";
const MAINTAIN = "Maintain this repository:";

/** Every subcommand, in the order of the overview. */
export const SUBCOMMANDS: Readonly<Record<string, Entry>> = {
  preview: { group: LOOK, summary: "what a stack deploys", module: "../preview/cli", hasScript: true },
  cost: { group: LOOK, summary: "what a stack costs in a month", module: "../cost/cli", hasScript: true },
  policy: { group: LOOK, summary: "findings of the security rules", module: "../policies/cli", hasScript: true },
  timeline: { group: LOOK, summary: "a first deployment as a schedule", module: "../timeline/cli", hasScript: true },
  diagrams: { group: LOOK, summary: "a stack as pictures", module: "../diagrams/cli", hasScript: true },
  scale: { group: LOOK, summary: "how a service scales under a load", module: "../scale/cli", hasScript: true },
  availability: {
    group: LOOK,
    summary: "what failures and growth do to a stack, and what more of it costs",
    module: "../availability/cli",
    hasScript: true,
  },
  report: { group: LOOK, summary: "all of that on one HTML page", module: "../report/cli", hasScript: true },
  rights: { group: LOOK, summary: "what the roles of CI may do, and what not", module: "../rights/cli" },
  "usage-fetch": { group: LOOK, summary: "a live stack's usage, from CloudWatch", module: "../cost/fetch/cli" },
  "preview-bootstrap": {
    group: LOOK,
    summary: "what bootstrap/ makes in an account",
    module: "../preview/bootstrap-cli",
  },

  app: {
    group: TRY,
    summary: "the sample application, without Docker or AWS",
    module: "../local/cli",
    hasScript: true,
  },
  load: {
    group: TRY,
    summary: "a site of yours under a load, measured",
    module: "../load/cli",
    hasScript: true,
  },
  "drill:local": {
    group: TRY,
    summary: "failures under load on this machine, beside what availability says",
    module: "../drill-local/cli",
    hasScript: true,
  },
  rehearse: {
    group: TRY,
    summary: "any pulumi command against an emulated AWS",
    module: "../rehearse/cli",
    hasScript: true,
  },
  "prove-live": {
    group: TRY,
    summary: "what only an AWS account can confirm, with your own",
    module: "../prove/cli",
    hasScript: true,
  },

  status: { group: DAILY, summary: "how a deployed stack stands", module: "../daily/status", hasScript: true },
  logs: { group: DAILY, summary: "what the tasks of a service wrote", module: "../daily/logs", hasScript: true },
  exec: { group: DAILY, summary: "a shell in a task", module: "../daily/exec", hasScript: true },
  secret: {
    group: DAILY,
    summary: "list the secrets of a stack, or set one",
    module: "../daily/secret",
    hasScript: true,
  },
  tunnel: {
    group: DAILY,
    summary: "a port of this machine that leads to the database",
    module: "../daily/tunnel",
    hasScript: true,
  },
  restart: { group: DAILY, summary: "new tasks in place of the old ones", module: "../daily/restart", hasScript: true },
  drill: {
    group: DAILY,
    summary: "an experiment on a live stack, measured",
    module: "../drill/cli",
    hasScript: true,
  },
  rollback: {
    group: DAILY,
    summary: "the images and pages that were there before",
    module: "../daily/rollback",
    hasScript: true,
  },

  guard: { group: DEPLOY, summary: "refuse to lose what cannot be made again", module: "../ci/guard" },
  unplanned: { group: DEPLOY, summary: "what no saved plan can hold", module: "../ci/unplanned" },
  "same-plan": { group: DEPLOY, summary: "refuse other steps than were judged", module: "../ci/same-plan" },
  "migration-targets": { group: DEPLOY, summary: "what a migration needs first", module: "../ci/migration-targets" },
  migrate: { group: DEPLOY, summary: "change the schema before a release serves", module: "../ci/migrate" },
  "wait-for-digest": {
    group: DEPLOY,
    summary: "wait until the services run the deployed images",
    module: "../ci/wait-for-digest",
  },
  "prune-releases": {
    group: DEPLOY,
    summary: "delete the oldest releases of a site",
    module: "../ci/prune-releases",
  },
  promote: { group: DEPLOY, summary: "give one stack the images of another", module: "../ci/promote" },
  review: { group: DEPLOY, summary: "what a change does to a stack, as data", module: "../ci/review" },
  comment: { group: DEPLOY, summary: "say it in the pull request", module: "../ci/comment" },
  "review-stack": {
    group: DEPLOY,
    summary: "a stack of its own for a pull request, and its end",
    module: "../review-stacks/cli",
  },

  update: { group: MAINTAIN, summary: "bring what is generated in line", module: "../update/cli", hasScript: true },
  "same-graphs": { group: MAINTAIN, summary: "compare the graphs of two revisions", module: "../ci/same-graphs" },
  "refresh-constraints": {
    group: MAINTAIN,
    summary: "read what AWS allows in inputs from newer schemas",
    module: "../schemas/constraints-cli",
  },
  "refresh-regions": {
    group: MAINTAIN,
    summary: "read which types a region does not have",
    module: "../schemas/absences-cli",
  },
  "policy-pack": {
    group: MAINTAIN,
    summary: "the rules as the pack that the Pulumi engine loads",
    module: "../policies/pack/cli",
  },
  adoption: {
    group: MAINTAIN,
    summary: "make the project somebody's own, in clones, and see that all of it stands",
    module: "../adoption/cli",
  },
  "refresh-handlers": {
    group: MAINTAIN,
    summary: "read which actions AWS names for each type",
    module: "../rights/refresh",
  },
  "refresh-prices": { group: MAINTAIN, summary: "read the price table from AWS again", module: "../cost/refresh" },
  "refresh-replacements": {
    group: MAINTAIN,
    summary: "which inputs replace a resource, from AWS's schemas again",
    module: "../schemas/cli",
  },
  bench: { group: MAINTAIN, summary: "measure time and memory", module: "../bench/cli" },
};
