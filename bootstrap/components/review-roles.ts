import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type GitHubConfig } from "../config";
import { gitHubTrust } from "../github-trust";
import { stackBoundaryStatements } from "../permissions/boundaries";
import { keeperStatements, reviewBoundaryStatements, reviewPolicies } from "../permissions/reviews";
import { type Subjects } from "../permissions/subjects";
import { callersStackNames, type ReviewNames } from "../review-names";
import { KEEPER } from "../reserved";
import { createPolicy } from "./policy";

export interface ReviewRolesArgs extends Subjects {
  readonly account: Subjects["account"] & { readonly accountId: string };
  readonly project: string;
  readonly reviews: ReviewNames;
  readonly github: GitHubConfig;
  /** GitHub's identity provider. */
  readonly providerArn: pulumi.Input<string>;
  /** What every role of CI reads. */
  readonly readsArn: pulumi.Input<string>;
}

/**
 * What stacks of pull requests need in an account: the policies and the boundary of their roles, the boundary of the roles
 * that they make, and the keeper, a role that makes and ends a role for each pull request.
 *
 * Each role of a pull request has its number as a tag, and the policies speak of the stack of that number, so that the code
 * of one pull request, which nobody reviewed, reaches no other's stack. No such role exists until the keeper makes it.
 *
 * @example
 * ```ts
 * const names = namesOf("webapp", account);
 * new ReviewRoles("reviews", {
 *   project: "webapp",
 *   account,
 *   names,
 *   reviews: reviewNamesOf("webapp", account),
 *   keyArn: store.keyArn,
 *   copyRegions: [],
 *   latencyStacks: [],
 *   extraActions: [],
 *   sharedResources: [],
 *   github: config.github,
 *   providerArn: names.oidcProviderArn,
 *   readsArn: "arn:aws:iam::123456789012:policy/ci-webapp-reads",
 * });
 * ```
 */
export class ReviewRoles extends pulumi.ComponentResource {
  constructor(name: string, args: ReviewRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:bootstrap:ReviewRoles", name, {}, opts);
    const { account, github, project, providerArn, readsArn, reviews } = args;
    const own = callersStackNames(project, account);
    // What is shared with the stacks of people is not shared with code that nobody reviewed.
    const subjects = { ...args, own, sharedResources: [] };
    createPolicy("boundary-pr", own.boundary, stackBoundaryStatements(subjects), { parent: this });
    createPolicy("boundary-review", reviews.boundary, reviewBoundaryStatements(subjects), { parent: this });
    for (const [room, statements] of Object.entries(reviewPolicies(subjects))) {
      createPolicy(`review-${room}`, own.policyName(room), statements, { parent: this });
    }
    const keeper = createPolicy("review-keeper", reviews.keeperRole, keeperStatements(subjects, reviews, readsArn), {
      parent: this,
    });
    const role = new aws.iam.Role(
      "review-keeper",
      {
        name: reviews.keeperRole,
        description: "Makes and ends the roles of pull requests",
        assumeRolePolicy: gitHubTrust(providerArn, github, { environment: KEEPER }),
        permissionsBoundary: keeper.arn,
      },
      { parent: this },
    );
    new aws.iam.RolePolicyAttachment("review-keeper", { role: role.name, policyArn: keeper.arn }, { parent: this });
    this.registerOutputs({});
  }
}
