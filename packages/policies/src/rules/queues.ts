import { T } from "@toolkit/offline/aws-types";
import type { PolicyGraph, PolicyResource } from "../graph";
import { companionRule, customRule, inputRule, isSet, noneOf } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { actionsOf, allows, allowsEverybody } from "../statements";
import { valueAt } from "../values";
import { statementRule } from "./statement-rule";
import { tlsOnlyRule } from "./tls-only-rule";

const ENCRYPTED = { sqsManagedSseEnabled: true };
const REDRIVE = { deadLetterTargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead", maxReceiveCount: 5 };

/** Inputs of any type that name a queue for what could not be delivered or processed. */
const DEAD_LETTER_INPUTS = ["deadLetterConfig", "redrivePolicy"];

/** A schedule names its dead-letter queue within its target, which may be a queue itself. */
const isDeadLetterTarget = ({ type, inputs }: PolicyResource): boolean =>
  type === T.schedule &&
  isSet(valueAt(inputs, "target.deadLetterConfig")) &&
  !String(valueAt(inputs, "target.arn")).includes(":sqs:");

/** Whether another resource leaves in this queue what it could not deliver or process, or the queue says so itself. */
function isDeadLetterQueue(queue: PolicyResource, graph: PolicyGraph): boolean {
  const allowances = [
    queue.inputs.redriveAllowPolicy,
    ...graph.referrers(queue, T.redriveAllowPolicy, "queueUrl").map(({ inputs }) => inputs.redriveAllowPolicy),
  ].filter((allowance) => allowance !== undefined);
  return (
    allowances.some((allowance) => valueAt(allowance, "redrivePermission") !== "denyAll") ||
    graph.references(queue).some(({ from, input }) => DEAD_LETTER_INPUTS.includes(input) || isDeadLetterTarget(from))
  );
}

/** Queues. */
export const queueRules: readonly Rule[] = [
  customRule({
    id: "queue-encrypted",
    answers: "CKV_AWS_27 SQS.1 nag:SQS2",
    severity: "medium",
    title: "Messages that wait are encrypted",
    fix: "Set sqsManagedSseEnabled or kmsMasterKeyId.",
    types: [T.queue],
    check: ({ inputs }) =>
      inputs.sqsManagedSseEnabled === true || isSet(inputs.kmsMasterKeyId) ? [] : [{ message: "is not encrypted" }],
    compliant: [{ type: T.queue, inputs: ENCRYPTED }],
    breaks: [{ type: T.queue, path: "sqsManagedSseEnabled", to: false }],
  }),
  inputRule({
    id: "queue-own-key",
    answers: "CKV2_AWS_73",
    severity: "low",
    title: "Queues use SQS's own encryption or a customer managed key, not the account's key for SQS",
    fix: "Set sqsManagedSseEnabled, or kmsMasterKeyId to a key whose policy admits who sends and receives.",
    type: T.queue,
    path: "kmsMasterKeyId",
    accepts: noneOf("alias/aws/sqs"),
    with: ENCRYPTED,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: "alias/aws/sqs",
  }),
  customRule({
    id: "queue-dead-letters",
    answers: "nag:SQS3",
    severity: "medium",
    title: "What cannot be processed leaves the queue for another one",
    fix: "Set redrivePolicy; or redriveAllowPolicy, where it is that other one itself.",
    types: [T.queue],
    needsGraph: true,
    check: (queue, graph) =>
      isSet(queue.inputs.redrivePolicy) ||
      graph.referrers(queue, T.redrivePolicy, "queueUrl").length > 0 ||
      isDeadLetterQueue(queue, graph)
        ? []
        : [{ message: "has no dead-letter queue, and is none" }],
    compliant: [
      {
        type: T.queue,
        name: "work",
        inputs: { ...ENCRYPTED, redrivePolicy: REDRIVE },
        links: { redrivePolicy: ["dead"] },
      },
      { type: T.queue, name: "dead", inputs: ENCRYPTED },
      { type: T.queue, name: "work-apart", inputs: ENCRYPTED },
      { type: T.redrivePolicy, inputs: { redrivePolicy: REDRIVE }, links: { queueUrl: ["work-apart"] } },
      { type: T.queue, name: "starts", inputs: ENCRYPTED },
      {
        type: T.schedule,
        inputs: { target: { arn: "arn:aws:states:eu-west-1:123456789012:stateMachine:job", deadLetterConfig: {} } },
        links: { target: ["starts"] },
      },
      { type: T.queue, name: "calls", inputs: ENCRYPTED },
      { type: T.function, inputs: { deadLetterConfig: {} }, links: { deadLetterConfig: ["calls"] } },
      { type: T.queue, name: "taken", inputs: ENCRYPTED },
      {
        type: T.redriveAllowPolicy,
        inputs: { redriveAllowPolicy: { redrivePermission: "byQueue" } },
        links: { queueUrl: ["taken"] },
      },
      {
        type: T.queue,
        name: "taken-itself",
        inputs: { ...ENCRYPTED, redriveAllowPolicy: { redrivePermission: "allowAll" } },
      },
    ],
    breaks: [
      { type: T.queue, name: "work", path: "redrivePolicy", to: undefined },
      { type: T.queue, name: "work", path: "redrivePolicy", to: UNLINK },
      { type: T.redrivePolicy, path: "queueUrl", to: UNLINK },
      { type: T.schedule, path: "target.deadLetterConfig", to: undefined },
      { type: T.schedule, path: "target.arn", to: "arn:aws:sqs:eu-west-1:123456789012:starts" },
      { type: T.function, path: "deadLetterConfig", to: UNLINK },
      { type: T.redriveAllowPolicy, path: "queueUrl", to: UNLINK },
      { type: T.redriveAllowPolicy, path: "redriveAllowPolicy.redrivePermission", to: "denyAll" },
      { type: T.queue, name: "taken-itself", path: "redriveAllowPolicy", to: undefined },
    ],
  }),
  tlsOnlyRule({
    id: "queue-tls-only",
    answers: "nag:SQS4",
    severity: "medium",
    title: "Queues refuse plain HTTP",
    fix: "Deny sqs:* when aws:SecureTransport is false.",
    type: T.queuePolicy,
    action: "sqs:*",
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
  statementRule({
    id: "queue-policy-not-public",
    answers: "CKV_AWS_168 CKV_AWS_387 SQS.3",
    severity: "critical",
    title: "No queue is open to everybody",
    fix: "Name the service, and the ARN it acts for.",
    types: [T.queuePolicy],
    problem: (statement) => (allowsEverybody(statement) ? "allows everybody" : undefined),
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" } }],
  }),
  statementRule({
    id: "queue-policy-names-actions",
    answers: "CKV_AWS_72",
    severity: "high",
    title: "No queue's policy allows every action",
    fix: "Name the actions: sqs:SendMessage for who sends.",
    types: [T.queuePolicy],
    problem: (statement) =>
      allows(statement) && actionsOf(statement).some((action) => /^(sqs:)?\*$/i.test(action))
        ? "allows every action"
        : undefined,
    bad: [
      {
        statement: {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:*",
          Resource: "*",
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:123456789012:rule/orders" } },
        },
      },
    ],
  }),
];
