import { T } from "@toolkit/offline/aws-types";
import { number, record, shown, text, texts } from "../../aws/look";
import type { Properties } from "../../protocol/values";
import { ApiError, type ApiContext, type Handler } from "../handler";
import { fire } from "../delivery";
import type { Queue } from "../runtime";

function queueOf({ runtime }: ApiContext, { QueueUrl }: Properties): Queue {
  const found = runtime.queues.find(({ url }) => url === QueueUrl);
  if (found === undefined)
    throw new ApiError("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
  return found;
}

/** Queues, topics and alarms. */
export const messages: Readonly<Record<string, Handler>> = {
  "sqs.CreateQueue": ({ QueueName, Attributes: attributes }, { account, runtime }) => {
    const name = text(QueueName) ?? "";
    const known = runtime.queues.find((queue) => queue.name === name);
    if (known !== undefined) return { QueueUrl: known.url };
    const url = `https://sqs.${account.region}.amazonaws.com/${account.accountId}/${name}`;
    const policy = text(record(attributes).Policy) ?? "{}";
    runtime.queues.push({ name, url, arn: runtime.arn("sqs", name), policy, messages: [] });
    return { QueueUrl: url };
  },

  "sqs.ReceiveMessage": (parameters, context) => {
    const found = queueOf(context, parameters).messages.slice(0, number(parameters.MaxNumberOfMessages) ?? 1);
    return { Messages: found.map(({ id, body }) => ({ MessageId: id, ReceiptHandle: id, Body: body })) };
  },

  "sqs.DeleteMessage": (parameters, context) => {
    const { messages: kept } = queueOf(context, parameters);
    const index = kept.findIndex(({ id }) => id === parameters.ReceiptHandle);
    if (index >= 0) kept.splice(index, 1);
    return {};
  },

  "sqs.DeleteQueue": (parameters, context) => {
    context.runtime.queues.splice(context.runtime.queues.indexOf(queueOf(context, parameters)), 1);
    return {};
  },

  "sns.Subscribe": ({ TopicArn, Protocol, Endpoint }, { account, runtime }) => {
    const topic = text(TopicArn) ?? "";
    if (account.where(T.topic, "arn", topic).length === 0) throw new ApiError("NotFound", "Topic does not exist");
    if (Protocol !== "sqs") throw new Error(`subscriptions by ${shown(Protocol)} are not emulated`);
    const arn = `${topic}:${runtime.next()}`;
    runtime.subscriptions.push({ arn, topic, endpoint: text(Endpoint) ?? "" });
    return { SubscriptionArn: arn };
  },

  "sns.Unsubscribe": ({ SubscriptionArn }, { runtime }) => {
    const index = runtime.subscriptions.findIndex(({ arn }) => arn === SubscriptionArn);
    if (index >= 0) runtime.subscriptions.splice(index, 1);
    return {};
  },

  "cloudwatch.SetAlarmState": ({ AlarmName, StateValue, StateReason }, context) => {
    const alarm = context.account.all(T.metricAlarm).find(({ outputs }) => outputs.name === AlarmName);
    if (alarm === undefined) throw new ApiError("ResourceNotFound", `Unknown alarm ${shown(AlarmName)}`);
    if (StateValue === "ALARM") fire(context, alarm, text(StateReason) ?? "");
    return {};
  },

  "cloudwatch.DescribeAlarms": ({ AlarmNamePrefix, AlarmNames, StateValue }, { account }) => {
    // Nothing is wrong in this account: an alarm that a person set goes back at its next evaluation.
    if (StateValue === "ALARM") return { MetricAlarms: [], CompositeAlarms: [] };
    const named = account.all(T.metricAlarm).filter(({ outputs }) => {
      const name = text(outputs.name) ?? "";
      return (
        name.startsWith(text(AlarmNamePrefix) ?? "") &&
        (texts(AlarmNames).length === 0 || texts(AlarmNames).includes(name))
      );
    });
    return {
      MetricAlarms: named.map(({ inputs, outputs }) => ({
        AlarmName: text(outputs.name),
        StateValue: "OK",
        Namespace: text(inputs.namespace),
        MetricName: text(inputs.metricName),
        Dimensions: Object.entries(record(inputs.dimensions)).map(([Name, Value]) => ({ Name, Value: text(Value) })),
      })),
      CompositeAlarms: [],
    };
  },
};
