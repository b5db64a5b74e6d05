import { companionRule, customRule, inputRule, isSet, noneOf } from "../makers";
import type { Rule } from "../rule";
import { allows, conditionKeysOf, principalsOf, type Statement, statementsOf } from "../statements";
import { T } from "@toolkit/offline/aws-types";
import { isOpaque, valueAt } from "../values";
import { statementRule } from "./statement-rule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

const deniesPlainHttp = (statement: Statement): boolean =>
  statement.Effect === "Deny" && String(valueAt(statement.Condition, "Bool.aws:SecureTransport")) === "false";

/** Topics and queues. */
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
    problem: (statement) =>
      allows(statement) && principalsOf(statement, "AWS").includes("*") && conditionKeysOf(statement).length === 0
        ? "allows everybody"
        : undefined,
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
  customRule({
    id: "topic-tls-only",
    answers: "nag:SNS3",
    severity: "medium",
    title: "Topics refuse plain HTTP",
    fix: "Deny sns:Publish when aws:SecureTransport is false.",
    types: [T.topicPolicy],
    check: (policy) =>
      isOpaque(policy.inputs.policy) || statementsOf(policy).some(deniesPlainHttp)
        ? []
        : [{ message: "does not deny plain HTTP" }],
    compliant: [
      {
        type: T.topicPolicy,
        inputs: {
          policy: {
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "sns:Publish",
                Resource: "*",
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          },
        },
      },
    ],
    breaks: [{ type: T.topicPolicy, path: "policy.Statement", to: [] }],
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
  customRule({
    id: "queue-encrypted",
    answers: "CKV_AWS_27 SQS.1",
    severity: "medium",
    title: "Messages that wait are encrypted",
    fix: "Set sqsManagedSseEnabled or kmsMasterKeyId.",
    types: [T.queue],
    check: ({ inputs }) =>
      inputs.sqsManagedSseEnabled === true || isSet(inputs.kmsMasterKeyId) ? [] : [{ message: "is not encrypted" }],
    compliant: [{ type: T.queue, inputs: { sqsManagedSseEnabled: true } }],
    breaks: [{ type: T.queue, path: "sqsManagedSseEnabled", to: false }],
  }),
  inputRule({
    id: "queue-dead-letters",
    answers: "nag:SQS3",
    severity: "medium",
    title: "What cannot be processed leaves the queue for another one",
    fix: "Set redrivePolicy; accept it where the queue is that other one.",
    type: T.queue,
    path: "redrivePolicy",
    accepts: isSet,
    with: { sqsManagedSseEnabled: true },
    good: { deadLetterTargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead", maxReceiveCount: 5 },
    bad: undefined,
  }),
  customRule({
    id: "queue-tls-only",
    answers: "nag:SQS4",
    severity: "medium",
    title: "Queues refuse plain HTTP",
    fix: "Deny sqs:* when aws:SecureTransport is false.",
    types: [T.queuePolicy],
    check: (policy) =>
      isOpaque(policy.inputs.policy) || statementsOf(policy).some(deniesPlainHttp)
        ? []
        : [{ message: "does not deny plain HTTP" }],
    compliant: [
      {
        type: T.queuePolicy,
        inputs: {
          policy: {
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "sqs:*",
                Resource: "*",
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          },
        },
      },
    ],
    breaks: [{ type: T.queuePolicy, path: "policy.Statement", to: [] }],
  }),
  companionRule({
    id: "queue-has-policy",
    severity: "medium",
    title: "Every queue has a policy, which refuses plain HTTP",
    fix: "Add a QueuePolicy.",
    type: T.queue,
    companion: T.queuePolicy,
    link: "queueUrl",
  }),
];
