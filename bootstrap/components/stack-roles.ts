import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement } from "../../components/security/iam";
import { type GitHubConfig } from "../config";
import { gitHubTrust, type Jobs } from "../github-trust";
import { stackBoundaryStatements } from "../permissions/boundaries";
import { deployPolicies } from "../permissions/deploy";
import { stateReadStatements, stateWriteStatements } from "../permissions/state";
import { type StackSubjects } from "../permissions/subjects";
import { createInlinePolicy, createPolicy } from "./policy";

export interface StackRolesArgs {
  readonly subjects: StackSubjects;
  readonly github: GitHubConfig;
  /** GitHub's identity provider. */
  readonly providerArn: pulumi.Input<string>;
  /** Boundary of every role of CI. */
  readonly boundaryArn: pulumi.Input<string>;
  /** What every role of CI reads. */
  readonly readsArn: pulumi.Input<string>;
}

/** A role of CI, with the policies that it shares with others and the one on the state, which is its own. */
interface CiRole {
  readonly key: string;
  readonly name: string;
  readonly jobs: Jobs;
  readonly policies: Readonly<Record<string, pulumi.Input<string>>>;
  readonly state: readonly PolicyStatement[];
}

/** A first deployment with RDS and CloudFront takes longer than the hour that sessions last by default. */
const SESSION_SECONDS = 7200;

/**
 * The two roles of CI for one stack: `preview-<stack>` reads, `deploy-<stack>` changes. Each reads and decrypts this
 * stack's state and no other's. Creates the boundary of the roles that the stack makes, too.
 *
 * @example
 * ```ts
 * const names = namesOf("webapp", account);
 * const own = stackNamesOf("webapp", "prod", account);
 * new StackRoles("prod", {
 *   subjects: {
 *     account,
 *     names,
 *     own,
 *     keyArn: store.keyArn,
 *     extraActions: [],
 *     sharedResources: [],
 *     copyRegions: [],
 *     latencyStacks: [],
 *   },
 *   github: config.github,
 *   providerArn: names.oidcProviderArn,
 *   boundaryArn: names.boundaryArn,
 *   readsArn: "arn:aws:iam::123456789012:policy/ci-webapp-reads",
 * });
 * ```
 */
export class StackRoles extends pulumi.ComponentResource {
  constructor(name: string, args: StackRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:bootstrap:StackRoles", name, {}, opts);
    const { own } = args.subjects;
    createPolicy(`boundary-${name}`, own.boundary, stackBoundaryStatements(args.subjects), { parent: this });
    const policy = (room: string, statements: readonly PolicyStatement[]): pulumi.Output<string> =>
      createPolicy(`${name}-${room}`, own.policyName(room), statements, { parent: this }).arn;

    const changes = Object.entries(deployPolicies(args.subjects)).map(
      ([room, statements]) => [room, policy(room, statements)] as const,
    );
    const reads = stateReadStatements(args.subjects);
    this.createRole(args, {
      key: `preview-${name}`,
      name: own.previewRole,
      jobs: "previews",
      policies: { reads: args.readsArn },
      state: reads,
    });
    this.createRole(args, {
      key: `deploy-${name}`,
      name: own.deployRole,
      jobs: { environment: own.stack },
      policies: { reads: args.readsArn, ...Object.fromEntries(changes) },
      state: [...reads, ...stateWriteStatements(args.subjects)],
    });
    this.registerOutputs({});
  }

  private createRole({ boundaryArn, providerArn, github }: StackRolesArgs, made: CiRole): void {
    const { key, name, jobs } = made;
    const role = new aws.iam.Role(
      key,
      {
        name,
        description: jobs === "previews" ? "Reads, for previews of pull requests" : "Deploys",
        assumeRolePolicy: gitHubTrust(providerArn, github, jobs),
        maxSessionDuration: SESSION_SECONDS,
        permissionsBoundary: boundaryArn,
      },
      { parent: this },
    );
    createInlinePolicy(`${key}-state`, role, made.state, { parent: this });
    for (const [room, policyArn] of Object.entries(made.policies)) {
      new aws.iam.RolePolicyAttachment(
        `${key}-${room}`,
        { role: role.name, policyArn },
        { parent: this, ...(room === "integration" ? inPlaceOfState(key) : {}) },
      );
    }
  }
}

/**
 * The state's policy was a managed one: the new attachment comes after the old one is gone, since a role has ten at most.
 *
 * Source: IAM user guide, "IAM and AWS STS quotas", managed policies attached to an IAM role.
 */
const inPlaceOfState = (key: string): pulumi.CustomResourceOptions => ({
  aliases: [{ name: `${key}-state` }],
  deleteBeforeReplace: true,
});
