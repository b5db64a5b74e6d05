import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement } from "../../components/security/iam";
import { type GitHubConfig } from "../config";
import { gitHubTrust, type Jobs } from "../github-trust";
import { stackBoundaryStatements } from "../permissions/boundaries";
import { deployPolicies } from "../permissions/deploy";
import { stateReadStatements } from "../permissions/state";
import { type StackSubjects } from "../permissions/subjects";
import { createPolicy } from "./policy";

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
 *   subjects: { account, names, own, keyArn: store.keyArn, extraActions: [], sharedResources: [] },
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

    const both = { reads: args.readsArn, state: policy("state", stateReadStatements(args.subjects)) };
    const changes = Object.entries(deployPolicies(args.subjects)).map(
      ([room, statements]) => [room, policy(room, statements)] as const,
    );
    this.createRole(args, `preview-${name}`, own.previewRole, "previews", both);
    this.createRole(
      args,
      `deploy-${name}`,
      own.deployRole,
      { environment: own.stack },
      { ...both, ...Object.fromEntries(changes) },
    );
    this.registerOutputs({});
  }

  private createRole(
    { boundaryArn, providerArn, github }: StackRolesArgs,
    key: string,
    name: string,
    jobs: Jobs,
    policies: Readonly<Record<string, pulumi.Input<string>>>,
  ): void {
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
    for (const [room, policyArn] of Object.entries(policies)) {
      new aws.iam.RolePolicyAttachment(`${key}-${room}`, { role: role.name, policyArn }, { parent: this });
    }
  }
}
