import { type BootstrapPreview, type BootstrapPreviewOptions, previewBootstrap } from "../program/bootstrap";
import type { StackPreview } from "../program/program";
import { reviewStack } from "../../bootstrap/review-names";
import { KEEPER } from "../../bootstrap/reserved";
import { partitionOf } from "../../components/partition";
import { type Apart, apartOf, needed } from "./apart";
import type { Home } from "./inventory";
import { jobsOf } from "./jobs";
import { judgeGraph, type Refusal } from "./judge-graph";
import { mattersOf } from "./matters";
import { admits, may } from "./may";
import { whyNotNeeded } from "./not-needed";
import { type Role, rolesOf } from "./roles";

/** A table of yes and no: a row for each thing, a column for each role. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly about: string; readonly what: string; readonly answers: readonly boolean[] }[];
}

export interface Rights {
  readonly roles: readonly Role[];
  /** Which job may assume which role of CI. */
  readonly jobs: Grid;
  /** What each role may do to what matters. */
  readonly matters: Grid;
}

/** What is asked of a bootstrap that has been previewed. */
type Bootstrap = Pick<BootstrapPreview, "graph" | "config">;
type Options = Pick<BootstrapPreviewOptions, "folder" | "set">;

/**
 * The roles that `bootstrap/` makes, and those that its stacks could make.
 *
 * @param pullRequests those with a review stack @default none
 * @throws RunError for mistakes in the bootstrap's configuration.
 */
export const rolesIn = async (options: Options, pullRequests?: readonly number[]): Promise<Role[]> =>
  rolesMadeBy(await previewBootstrap(options), pullRequests);

/** The same of a bootstrap that has been previewed. */
export const rolesMadeBy = ({ graph, config }: Bootstrap, pullRequests: readonly number[] = []): Role[] =>
  rolesOf(graph, { accountId: config.accountId, region: config.aws.region }, pullRequests);

/** Two pull requests with a review stack, for what one may do to the other. */
const EXAMPLES = [1, 2];

/**
 * What those roles may do, judged offline.
 *
 * @throws RunError for mistakes in the bootstrap's configuration.
 */
export const rightsOf = async (options: Options): Promise<Rights> => rightsGivenBy(await previewBootstrap(options));

/** The same of a bootstrap that has been previewed. */
export function rightsGivenBy({ graph, config }: Bootstrap): Rights {
  const { accountId, aws, github, project } = config;
  const pullRequests = config.reviewStacks === "none" ? [] : EXAMPLES;
  const roles = rolesMadeBy({ graph, config }, pullRequests);
  const ofCi = roles.filter(({ trust }) => trust !== undefined);
  const stateKey = graph.ofType("aws:kms/key:Key")[0]?.id ?? "";
  const stacks = [...pullRequests.map(reviewStack), ...github.environments];
  const surroundings = { project, accountId, region: aws.region, stacks, stateKey };
  return {
    roles,
    jobs: {
      columns: ofCi.map(({ name }) => name),
      rows: jobsOf(github, pullRequests.length === 0 ? github.environments : [...github.environments, KEEPER]).map(
        (job) => ({
          about: "job",
          what: job.what,
          answers: ofCi.map((role) => admits(role, job)),
        }),
      ),
    },
    matters: {
      columns: roles.map(({ name }) => name),
      rows: mattersOf(surroundings).map((matter) => ({
        about: matter.about,
        what: matter.what,
        answers: roles.map((role) => may(role, matter)),
      })),
    },
  };
}

/** How the deploy role of a stack stands to all that AWS's schemas name for its resources. */
export interface DeployVerdict {
  readonly stack: string;
  readonly calls: number;
  /** Calls refused, for whatever reason. */
  readonly refused: number;
  /** Refused, with no reason known why that would not matter. */
  readonly lacking: readonly Refusal[];
  /** Set when the stack lacks something for its region or its tags alone. */
  readonly apart?: Apart;
  /** Refused, and judged not to be needed: actions. */
  readonly notNeeded: readonly string[];
  readonly unknownTypes: readonly string[];
}

/** Undefined when the bootstrap has no deploy role for the stack. */
export function deployVerdict(
  { config, graph }: Pick<StackPreview, "config" | "graph">,
  roles: readonly Role[],
): DeployVerdict | undefined {
  const role = roles.find(({ name }) => name === `deploy-${config.stack}`);
  if (role === undefined) return undefined;
  const home: Home = {
    accountId: role.caller.account ?? "",
    region: config.aws.region,
    partition: partitionOf(config.aws.region),
    defaultTags: config.aws.defaultTags ?? {},
    boundaryArn: role.stackBoundaryArn,
  };
  const { calls, refusals, unknownTypes } = judgeGraph(graph, home, role);
  const lacking = needed(refusals);
  const apart = apartOf(config, graph, { home, role, lacking });
  return {
    stack: config.stack,
    calls,
    refused: refusals.length,
    lacking,
    ...(apart && { apart }),
    notNeeded: [...new Set(refusals.map(({ action }) => action))].filter(
      (action) => whyNotNeeded(action) !== undefined,
    ),
    unknownTypes,
  };
}
