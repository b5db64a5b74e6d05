import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../aws/account";
import { json, list, record, speaksOf, statements, text } from "../aws/look";
import { isRecord, type Properties, type Value } from "../protocol/values";
import type { ApiContext } from "./handler";

/** Hands an event of an AWS service to the targets of every rule that matches it. */
export function emit(context: ApiContext, event: Properties): void {
  const { account, runtime } = context;
  if (!runtime.delivers("events.amazonaws.com")) return;
  for (const rule of account.all(T.eventRule)) {
    if (!matches(json(rule.inputs.eventPattern), event)) continue;
    for (const { inputs } of account.where(T.eventTarget, "rule", rule.outputs.name)) {
      const arn = text(inputs.arn) ?? "";
      if (arn.includes(":sns:")) publish(context, "events.amazonaws.com", arn, transformed(inputs, event));
      if (arn.includes(":states:")) {
        const name = `${arn.replace(":stateMachine:", ":execution:")}:${runtime.next()}`;
        runtime.executions.push({ arn: name, machine: arn, input: event });
      }
    }
  }
}

/**
 * EventBridge's matching, as far as patterns of resources and details use it: a list holds one of the values, an object
 * holds all of its members, `prefix` is the beginning.
 *
 * Source: Amazon EventBridge user guide, Creating event patterns,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matches(pattern: Value | undefined, event: Value | undefined): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(event) ? (event as readonly Value[]) : [event];
    return values.some((value) => list(pattern).some((wanted) => holds(wanted, value)));
  }
  if (!isRecord(pattern)) return false;
  return Object.entries(pattern).every(([key, wanted]) => matches(wanted, isRecord(event) ? event[key] : undefined));
}

/**
 * The text that a target gets of an event: the event itself, or what its transformer makes of it.
 *
 * Source: Amazon EventBridge user guide, Amazon EventBridge input transformation,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function transformed({ inputTransformer }: Properties, event: Properties): string {
  const { inputPaths, inputTemplate } = record(inputTransformer);
  if (typeof inputTemplate !== "string") return JSON.stringify(event);
  const paths = record(inputPaths);
  return inputTemplate.replace(/<(\w+)>/g, (whole, name: string) => at(event, text(paths[name])) ?? whole);
}

/** The text at a path such as `$.resources[0]`. */
function at(event: Properties, path: string | undefined): string | undefined {
  const steps = path?.match(/\w+/g) ?? [];
  const found = steps.reduce<Value | undefined>((value, step) => {
    if (Array.isArray(value)) return list(value)[Number(step)];
    return isRecord(value) ? value[step] : undefined;
  }, event);
  return text(found);
}

function holds(wanted: Value, value: Value | undefined): boolean {
  if (!isRecord(wanted)) return wanted === value;
  return typeof wanted.prefix === "string" && typeof value === "string" && value.startsWith(wanted.prefix);
}

/**
 * Publishes to a topic as a service does, and on to the queues that subscribed to it. The topic's policy must admit the
 * service, for EventBridge without a condition; so must the policy of its key.
 *
 * Source: Amazon EventBridge user guide, Amazon SNS permissions,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function publish(context: ApiContext, service: string, topicArn: string, message: string): void {
  const { account, runtime } = context;
  const [topic] = account.where(T.topic, "arn", topicArn);
  if (topic === undefined || !runtime.delivers(service)) return;
  if (!topicAdmits(context, topic, service) || !keyAdmits(context, topic, service)) return;
  for (const { endpoint } of runtime.subscriptions.filter((subscription) => subscription.topic === topicArn)) {
    const queue = runtime.queues.find(({ arn, policy }) => arn === endpoint && speaksOf(policy, topicArn));
    const body = JSON.stringify({ Type: "Notification", TopicArn: topicArn, Message: message });
    queue?.messages.push({ id: String(runtime.next()), body });
  }
}

function topicAdmits({ account }: ApiContext, topic: Resource, service: string): boolean {
  const policies = account.where(T.topicPolicy, "arn", topic.outputs.arn).map(({ inputs }) => inputs.policy);
  const admitting = policies
    .flatMap((policy) => statements(policy))
    .filter((statement) => statement.Effect === "Allow" && namesService(statement, service));
  return admitting.some(({ Condition }) => service !== "events.amazonaws.com" || Condition === undefined);
}

function keyAdmits({ account }: ApiContext, topic: Resource, service: string): boolean {
  const key = text(topic.inputs.kmsMasterKeyId);
  if (key === undefined) return true;
  const policies = account.where(T.key, "arn", key).map(({ inputs }) => inputs.policy);
  return policies
    .flatMap((policy) => statements(policy))
    .some((statement) => statement.Effect === "Allow" && namesService(statement, service));
}

const namesService = ({ Principal: principal }: Properties, service: string): boolean => {
  const named = record(principal).Service;
  return named === service || list(named).includes(service);
};

/** What RDS tells its subscriptions. */
export function tellOfDatabase(context: ApiContext, identifier: string, category: string, message: string): void {
  for (const { inputs } of context.account.all(T.eventSubscription)) {
    const about = list(inputs.sourceIds).includes(identifier) && list(inputs.eventCategories).includes(category);
    const topic = text(inputs.snsTopic);
    if (about && topic !== undefined) publish(context, "events.rds.amazonaws.com", topic, message);
  }
}

/** What an alarm does when it fires. */
export function fire(context: ApiContext, alarm: Resource, reason: string): void {
  for (const action of list(alarm.inputs.alarmActions)) {
    const message = JSON.stringify({ AlarmName: alarm.outputs.name ?? "", NewStateReason: reason });
    publish(context, "cloudwatch.amazonaws.com", text(action) ?? "", message);
  }
}
