import type { Rule } from "../rule";
import { allows, conditionKeysOf, principalsOf, RESOURCE_POLICIES, type Statement } from "../statements";
import { T } from "@toolkit/offline/aws-types";
import { asTexts, valuesAt } from "../values";
import { statementRule } from "./statement-rule";

const ANY = "*";
/** Keys that say on whose behalf a service acts. */
const SOURCE_KEYS = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];
/** EventBridge cannot be bounded in the policy of a topic: with any condition it publishes nothing. */
const UNCONDITIONAL_ON_TOPICS = "events.amazonaws.com";
const GITHUB = "token.actions.githubusercontent.com";

/** A trust of GitHub Actions names one repository, and the audience that AWS expects. */
function isGithubTrustSafe({ Condition }: Statement): boolean {
  const claims = (name: string) =>
    ["StringEquals", "StringLike"].flatMap((operator) =>
      valuesAt(Condition, operator).flatMap((keys) =>
        asTexts((keys as Record<string, unknown> | undefined)?.[`${GITHUB}:${name}`]),
      ),
    );
  const subjects = claims("sub");
  return claims("aud").includes("sts.amazonaws.com") && subjects.length > 0 && subjects.every(isRepositorySubject);
}

/** `repo:org/repo:…`, or with ids since July 2026; no wildcard before the repository is named. */
const isRepositorySubject = (subject: string): boolean => /^repo:[\w.@-]+\/[\w.@-]+:[^*]+/.test(subject);

/** Who may take a role, and for whom services act. */
export const trustRules: readonly Rule[] = [
  statementRule({
    id: "trust-not-everybody",
    answers: "CKV_AWS_60 CKV_AWS_61",
    severity: "critical",
    title: "Roles trust services and named roles, not whole accounts",
    fix: "Name the principal.",
    types: [T.role],
    problem: (statement) => {
      const broad = principalsOf(statement, "AWS").filter(
        (principal) => principal === ANY || /^\d{12}$/.test(principal) || principal.endsWith(":root"),
      );
      return allows(statement) && broad.length > 0 ? `trusts ${broad.join(", ")}` : undefined;
    },
    bad: [
      {
        statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" },
      },
    ],
  }),
  statementRule({
    id: "trust-source-account",
    severity: "high",
    title: "A service takes a role only on behalf of this account",
    fix: "Add a condition on aws:SourceAccount or aws:SourceArn.",
    types: [T.role],
    problem: (statement) =>
      allows(statement) &&
      principalsOf(statement, "Service").length > 0 &&
      !conditionKeysOf(statement).some((key) => SOURCE_KEYS.includes(key))
        ? `trusts ${principalsOf(statement, "Service").join(", ")} for anybody`
        : undefined,
    bad: [
      { statement: { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" } },
    ],
  }),
  statementRule({
    id: "trust-github-repository",
    answers: "CKV_AWS_393",
    severity: "critical",
    title: "GitHub Actions take a role for one repository only",
    fix: "Set the conditions on aud and sub.",
    types: [T.role],
    problem: (statement) =>
      allows(statement) &&
      principalsOf(statement, "Federated").some((principal) => principal.includes(GITHUB)) &&
      !isGithubTrustSafe(statement)
        ? "trusts more than one repository"
        : undefined,
    bad: [
      {
        statement: {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringLike: { [`${GITHUB}:sub`]: "repo:org/*", [`${GITHUB}:aud`]: "sts.amazonaws.com" } },
        },
      },
    ],
  }),
  statementRule({
    id: "service-principal-bounded",
    severity: "high",
    title: "A service uses a resource only on behalf of this account",
    fix: "Add a condition on aws:SourceAccount, aws:SourceArn or the encryption context.",
    types: RESOURCE_POLICIES,
    problem: (statement, { type }) => {
      const services = principalsOf(statement, "Service").filter((service) => service !== ANY);
      if (type === T.topicPolicy && services.join() === UNCONDITIONAL_ON_TOPICS) return undefined;
      return allows(statement) && services.length > 0 && conditionKeysOf(statement).length === 0
        ? `lets ${services.join(", ")} act for anybody`
        : undefined;
    },
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: ANY,
        },
      },
    ],
  }),
  statementRule({
    id: "events-to-topic-unconditional",
    severity: "high",
    title: "EventBridge publishes to a topic without a condition",
    fix: "Drop the condition: EventBridge supports none in the policy of a topic, and the event is lost. Amazon EventBridge user guide, Using resource-based policies, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
    types: [T.topicPolicy],
    problem: (statement) =>
      allows(statement) &&
      principalsOf(statement, "Service").includes(UNCONDITIONAL_ON_TOPICS) &&
      conditionKeysOf(statement).length > 0
        ? `lets EventBridge publish only under a condition on ${conditionKeysOf(statement).join(", ")}`
        : undefined,
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Principal: { Service: UNCONDITIONAL_ON_TOPICS },
          Action: "sns:Publish",
          Resource: "arn:aws:sns:eu-west-1:123456789012:alarms",
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:123456789012:rule/*" } },
        },
      },
    ],
  }),
];
