import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type BootstrapConfig } from "../config";
import { type StackNames } from "../names";
import { ciBoundaryStatements } from "../permissions/boundaries";
import { readStatements } from "../permissions/preview";
import { type Subjects } from "../permissions/subjects";
import { createPolicy } from "./policy";
import { ReviewRoles, type ReviewRolesArgs } from "./review-roles";
import { StackRoles } from "./stack-roles";

export interface CiRolesArgs extends Subjects {
  readonly github: BootstrapConfig["github"];
  /** Make GitHub's identity provider, or use the one that the account has. */
  readonly oidcProvider: "create" | "use";
  /** The stacks that CI previews and deploys into this account. */
  readonly stacks: readonly StackNames[];
  /** Names of the stacks of pull requests and of their roles. @default this account has none */
  readonly reviewStacks?: Pick<ReviewRolesArgs, "account" | "project" | "reviews"> | undefined;
}

const ISSUER = "https://token.actions.githubusercontent.com";

/**
 * What GitHub Actions may do in this account: for each stack a role that reads, for pull requests, and a role that
 * deploys, for jobs of the stack's protected environment. All carry a boundary, and every role that a deployment makes
 * carries its stack's; none of them can change or remove either. No user and no long-lived key exists.
 *
 * @example
 * ```ts
 * const names = namesOf("webapp", account);
 * new CiRoles("ci", {
 *   account,
 *   names,
 *   stacks: ["dev", "prod"].map((stack) => stackNamesOf("webapp", stack, account)),
 *   keyArn: store.keyArn,
 *   extraActions: [],
 *   sharedResources: [],
 *   copyRegions: [],
 *   latencyStacks: [],
 *   github: {
 *     owner: "my-org",
 *     ownerId: 1234567,
 *     repository: "webapp",
 *     repositoryId: 7654321,
 *     environments: ["dev", "prod"],
 *   },
 *   oidcProvider: "create",
 * });
 * ```
 */
export class CiRoles extends pulumi.ComponentResource {
  readonly boundaryArn: pulumi.Output<string>;

  constructor(name: string, args: CiRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:bootstrap:CiRoles", name, {}, opts);
    const { github, names, stacks } = args;
    const providerArn = args.oidcProvider === "create" ? this.createProvider() : names.oidcProviderArn;
    const boundary = createPolicy("boundary", names.boundary, ciBoundaryStatements(args), { parent: this });
    const reads = createPolicy("reads", names.policyName("reads"), readStatements(args), { parent: this });
    for (const own of stacks) {
      new StackRoles(
        own.stack,
        { subjects: { ...args, own }, github, providerArn, boundaryArn: boundary.arn, readsArn: reads.arn },
        { parent: this },
      );
    }
    if (args.reviewStacks !== undefined) {
      const { reviewStacks } = args;
      new ReviewRoles("reviews", { ...args, ...reviewStacks, providerArn, readsArn: reads.arn }, { parent: this });
    }
    this.boundaryArn = boundary.arn;
    this.registerOutputs({ boundaryArn: this.boundaryArn });
  }

  private createProvider(): pulumi.Output<string> {
    return new aws.iam.OpenIdConnectProvider(
      "github",
      { url: ISSUER, clientIdLists: ["sts.amazonaws.com"] },
      { parent: this },
    ).arn;
  }
}
