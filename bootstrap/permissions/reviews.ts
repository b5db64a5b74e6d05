import type * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement, statement } from "../../components/security/iam";
import { knownArn, knownIamArn } from "../known-arn";
import { type Names } from "../names";
import { PULL_REQUEST_TAG, type ReviewNames, reviewStack } from "../review-names";
import { type Actions, words } from "./actions";
import { ciBoundaryStatements } from "./boundaries";
import { deployPolicies } from "./deploy";
import { stateReadStatements, stateWriteStatements } from "./state";
import { type StackSubjects } from "./subjects";
import { type Rooms, writes } from "./writes";

/**
 * Services that a review stack has no use for: it has no domain, no firewall, no second backup and no trail, and code that
 * nobody reviewed has no business in zones of DNS and certificates of others.
 */
const NOT_FOR_REVIEWS = [
  "acm",
  "backup",
  "backup-storage",
  // AWS draws the ids of stores and knows no tags in the conditions of what writes to them, so that one stack's could not
  // be told from another's (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfrontkeyvaluestore.html).
  "cloudfront-keyvaluestore",
  "cloudtrail",
  "route53",
  "shield",
  "wafv2",
];

const reviewWrites: Rooms = Object.fromEntries(
  Object.entries<Actions>(writes).map(([room, actions]) => [
    room,
    Object.fromEntries(Object.entries(actions).filter(([service]) => !NOT_FOR_REVIEWS.includes(service))),
  ]),
);

const ANY_REVIEW = reviewStack("*");
const TAG_OF_REQUEST = `aws:RequestTag/${PULL_REQUEST_TAG}`;
const TAG_OF_CALLER = `\${aws:PrincipalTag/${PULL_REQUEST_TAG}}`;

/** What the role of a pull request may do besides reading: what a deploy role may, on the stack of its own tag. */
export function reviewPolicies(subjects: StackSubjects): Readonly<Record<string, PolicyStatement[]>> {
  const { identity = [], extra = [], ...others } = deployPolicies(subjects, reviewWrites);
  return {
    ...others,
    identity: [...identity, onlyOwnTag],
    // A role has ten managed policies at most, so the state shares one.
    state: [...stateReadStatements(subjects), ...stateWriteStatements(subjects), ...extra],
  };
}

/**
 * The roles that a review stack makes get what they may by the same tag, and by the tag of whatever else the keeper finds
 * what is left.
 */
const onlyOwnTag = statement({
  sid: "OnlyOwnPullRequest",
  effect: "Deny",
  actions: ["*"],
  resources: ["*"],
  conditions: { Null: { [TAG_OF_REQUEST]: "false" }, StringNotEquals: { [TAG_OF_REQUEST]: TAG_OF_CALLER } },
});

/**
 * The most that the role of any pull request can ever be allowed, whoever attached what to it: nothing of a stack that is
 * no review stack, whatever a pull request's code, which nobody reviewed, tries.
 */
export function reviewBoundaryStatements(subjects: StackSubjects): PolicyStatement[] {
  const { account, names, own } = subjects;
  const ofReviews: Names = {
    ...names,
    roles: knownIamArn(account, `role/${own.project}-${ANY_REVIEW}`),
    instanceProfiles: knownIamArn(account, `instance-profile/${own.project}-${ANY_REVIEW}`),
    stackBoundaries: own.boundaryArn,
  };
  const notOn = (sid: string, key: string): PolicyStatement =>
    statement({
      sid,
      effect: "Deny",
      actions: ["*"],
      resources: ["*"],
      conditions: { Null: { [key]: "false" }, StringNotLike: { [key]: ANY_REVIEW } },
    });
  return [
    ...ciBoundaryStatements(
      { ...subjects, names: ofReviews },
      {
        without: NOT_FOR_REVIEWS,
        buckets: bucketsOfReviews(subjects),
      },
    ),
    notOn("NoOtherStack", "aws:ResourceTag/Environment"),
    notOn("NoOtherTag", "aws:RequestTag/Environment"),
    notOn("NoOtherSecrets", "kms:EncryptionContext:stack"),
  ];
}

/** S3 asks about tags of no object, so buckets go by their name and states by their path. */
function bucketsOfReviews({ account, names, own }: StackSubjects): string[] {
  const inState = (path: string): string => `${names.stateBucketArn}/.pulumi/${path}`;
  return [
    knownArn(account, "s3", `${own.project}-${ANY_REVIEW}`, { region: "", accountId: "" }),
    names.stateBucketArn,
    inState("meta.yaml"),
    inState(`*/${own.project}/${ANY_REVIEW}`),
  ];
}

/**
 * What the keeper does, and the most that it can ever be allowed: make and end the roles of pull requests, with no other
 * policies and boundary than the bootstrap's, act as them to destroy what they left, and look for what is left by tag and
 * by state. It runs the main branch's code alone.
 *
 * Source: Service Authorization Reference, "AWS Identity and Access Management", condition keys of each action.
 */
export function keeperStatements({ names, own }: StackSubjects, reviews: ReviewNames, readsArn: pulumi.Input<string>) {
  const { roles, policies, boundaryArn } = reviews;
  return [
    statement({
      sid: "MakeRoles",
      actions: ["iam:CreateRole"],
      resources: [roles],
      conditions: { StringEquals: { "iam:PermissionsBoundary": boundaryArn } },
    }),
    statement({
      sid: "GivePolicies",
      actions: words("iam:AttachRolePolicy iam:DetachRolePolicy"),
      resources: [roles],
      conditions: { ArnLike: { "iam:PolicyARN": [policies, readsArn] } },
    }),
    statement({
      sid: "EndRoles",
      actions: words(`iam:DeleteRole iam:GetRole iam:ListAttachedRolePolicies iam:TagRole iam:UpdateAssumeRolePolicy
        sts:AssumeRole`),
      resources: [roles],
    }),
    statement({
      sid: "Look",
      actions: words("iam:ListPolicies iam:ListRoles tag:GetResources"),
      resources: ["*"],
      reason: "Lists of an account have no resource; they hold names and tags.",
    }),
    statement({
      sid: "ListStates",
      actions: ["s3:ListBucket"],
      resources: [names.stateBucketArn],
      conditions: { StringLike: { "s3:prefix": `.pulumi/stacks/${own.project}/${ANY_REVIEW}` } },
    }),
  ];
}
