import { companionRule, inputRule, noneOf } from "../makers";
import type { Rule } from "../rule";
import { allows, allowsEverybody, principalsOf } from "../statements";
import { T } from "@toolkit/offline/aws-types";
import { statementRule } from "./statement-rule";
import { tlsOnlyRule } from "./tls-only-rule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** Topics. */
export const topicRules: readonly Rule[] = [
  inputRule({
    id: "topic-encrypted",
    answers: "CKV_AWS_26",
    severity: "medium",
    title: "Messages are encrypted with a customer managed key, which services may use",
    fix: "Set kmsMasterKeyId to a key whose policy admits the services.",
    type: T.topic,
    path: "kmsMasterKeyId",
    accepts: noneOf(undefined, "", "alias/aws/sns"),
    good: KEY,
    bad: "alias/aws/sns",
  }),
  statementRule({
    id: "topic-policy-not-public",
    answers: "CKV_AWS_169 SNS.4",
    severity: "critical",
    title: "No topic is open to everybody",
    fix: "Name the service.",
    types: [T.topicPolicy],
    problem: (statement) => (allowsEverybody(statement) ? "allows everybody" : undefined),
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" } }],
  }),
  statementRule({
    id: "topic-policy-own-account",
    answers: "CKV_AWS_385",
    severity: "high",
    title: "No topic lets another account in",
    fix: "Take the statement out.",
    types: [T.topicPolicy],
    problem: (statement) => {
      const others = principalsOf(statement, "AWS").filter((principal) => /^(arn:|\d{12}$)/.test(principal));
      return allows(statement) && others.length > 0 ? `allows ${others.join(", ")}` : undefined;
    },
    bad: [{ statement: { Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "sns:Publish", Resource: "*" } }],
  }),
  tlsOnlyRule({
    id: "topic-tls-only",
    answers: "nag:SNS3",
    severity: "medium",
    title: "Topics refuse plain HTTP",
    fix: "Deny sns:Publish when aws:SecureTransport is false.",
    type: T.topicPolicy,
    action: "sns:Publish",
  }),
  inputRule({
    id: "subscription-encrypted",
    severity: "high",
    title: "Messages do not leave by plain HTTP",
    fix: "Subscribe by e-mail, HTTPS or a queue.",
    type: T.topicSubscription,
    path: "protocol",
    accepts: noneOf("http"),
    good: "email",
    bad: "http",
  }),
  companionRule({
    id: "topic-has-policy",
    severity: "medium",
    title: "Every topic has a policy of its own, so that services can publish",
    fix: "Add a TopicPolicy.",
    type: T.topic,
    companion: T.topicPolicy,
    link: "arn",
  }),
];
