import { T } from "@toolkit/offline/aws-types";
import { type Draw, draws } from "./draw";

/** What changes the bill of alarms, logs, trails, messages, experiments and state machines. */
export const OPERATIONS: readonly Draw[] = [
  ...draws(
    T.metricAlarm,
    { period: 60 },
    {
      comparisonOperator: ["GreaterThanThreshold", "GreaterThanUpperThreshold"],
      metricQueries: [
        [{ metric: { period: 60 } }],
        [{ metric: { period: 60 } }, { metric: { period: 60 } }],
        [{ metric: { period: 10 } }],
      ],
      period: [60, 10],
    },
  ),
  ...draws(T.metricAlarm, { period: 10 }, { namespace: ["AWS/ECS", "shop"] }),
  ...draws(
    T.dashboard,
    {},
    {
      dashboardBody: [1, 51].map((count) =>
        JSON.stringify({ widgets: [{ properties: { metrics: Array(count).fill(["a", "b"]) } }] }),
      ),
    },
  ),
  ...draws(
    T.logGroup,
    { retentionInDays: 30 },
    {
      logGroupClass: ["STANDARD", "INFREQUENT_ACCESS"],
      retentionInDays: [30, 90, 0],
    },
  ),
  ...draws(
    T.logMetricFilter,
    {},
    { metricTransformation: [{}, { defaultValue: "0" }, { dimensions: { path: "$.p" } }] },
  ),
  ...draws(T.eventRule, {}, { eventBusName: ["default", "orders"] }),
  ...draws(
    T.logDeliveryDestination,
    {},
    {
      deliveryDestinationConfiguration: ["arn:aws:s3:::a", "arn:aws:firehose:b:firehose:c"].map(
        (destinationResourceArn) => ({ destinationResourceArn }),
      ),
      outputFormat: ["json", "parquet"],
    },
  ),
  ...draws(
    T.trail,
    {},
    {
      advancedEventSelectors: ["Management", "Data", "NetworkActivity"].map((category) => [
        { fieldSelectors: [{ field: "eventCategory", equals: [category] }] },
      ]),
      enableLogging: [true, false],
      eventSelectors: [[{}], [{ dataResources: [{}] }], [{ includeManagementEvents: false, dataResources: [{}] }]],
      insightSelectors: [[], [{}]],
    },
  ),
  ...draws(T.topic, {}, { fifoTopic: [false, true] }),
  ...draws(T.topicSubscription, { protocol: "email" }, { protocol: ["email", "https", "sqs", "sms", "firehose"] }),
  ...draws(T.queue, {}, { fifoQueue: [false, true] }),
  ...draws(
    T.experimentTemplate,
    {},
    {
      actions: ["PT1M", "PT5M", "PT1H"].map((value) => [{ parameters: [{ key: "duration", value }] }]),
    },
  ),
  ...draws(T.stateMachine, {}, { type: ["STANDARD", "EXPRESS"] }),
];
