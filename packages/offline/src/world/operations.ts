import { T } from "../aws-types";
import { named } from "./names";
import type { Models, ResourceModel, Scope } from "./types";

const ruleBus = (r: Scope): string => r.text("eventBusName", "default");

const logDeliveryEndpoint = (kind: string): ResourceModel => ({
  autoname: { property: "name", maxLength: 60 },
  id: (r) => r.text("name"),
  computed: (r) => ({
    arn: r.arn("logs", `${kind}:${r.text("name")}`),
    ...(kind === "delivery-source" ? { service: r.text("resourceArn").split(":")[2] ?? "" } : {}),
  }),
});

/** CloudWatch, EventBridge rules and log delivery. */
export const operationsModels: Models = {
  [T.logGroup]: {
    autoname: named(512),
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("logs", `log-group:${id}`) }),
  },
  "aws:cloudwatch/logStream:LogStream": {
    autoname: { property: "name", maxLength: 512 },
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("logs", `log-group:${r.text("logGroupName")}:log-stream:${id}`) }),
  },
  [T.logMetricFilter]: {
    autoname: { property: "name", maxLength: 512 },
    id: (r) => r.text("name"),
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    autoname: { property: "name", maxLength: 512 },
    id: (r) => `cwlsf-${r.number(4_294_967_296)}`,
  },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": { id: (r) => r.text("logGroupName") },
  [T.logPolicy]: {
    id: (r) => (r.inputs.resourceArn === undefined ? r.text("policyName") : r.text("resourceArn")),
    computed: (r) => ({
      policyScope: r.inputs.resourceArn === undefined ? "ACCOUNT" : "RESOURCE",
      revisionId: r.uuid(),
    }),
  },
  [T.logDeliverySource]: logDeliveryEndpoint("delivery-source"),
  [T.logDeliveryDestination]: logDeliveryEndpoint("delivery-destination"),
  "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": {
    id: (r) => r.text("deliveryDestinationName"),
  },
  [T.logDelivery]: {
    id: (r) => r.code(16),
    computed: (r, id) => ({ arn: r.arn("logs", `delivery:${id}`) }),
  },
  "aws:cloudwatch/queryDefinition:QueryDefinition": {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: r.arn("logs", `query-definition:${id}`), queryDefinitionId: id }),
  },
  [T.metricAlarm]: {
    autoname: { property: "name", maxLength: 255 },
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("cloudwatch", `alarm:${id}`) }),
  },
  [T.compositeAlarm]: {
    id: (r) => r.text("alarmName"),
    computed: (r, id) => ({ arn: r.arn("cloudwatch", `alarm:${id}`) }),
  },
  [T.dashboard]: {
    id: (r) => r.text("dashboardName"),
    computed: (r, id) => ({ dashboardArn: r.globalArn("cloudwatch", `dashboard/${id}`) }),
  },
  [T.eventRule]: {
    autoname: named(64),
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("events", `rule/${ruleBus(r) === "default" ? id : `${ruleBus(r)}/${id}`}`) }),
  },
  [T.eventTarget]: {
    id: (r) => `${r.text("rule")}-${r.text("targetId", `terraform-${r.hex(26)}`)}`,
    computed: (r) => ({ targetId: r.text("targetId", `terraform-${r.hex(26)}`) }),
  },
  "aws:cloudwatch/eventBus:EventBus": {
    autoname: { property: "name", maxLength: 256 },
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("events", `event-bus/${id}`) }),
  },
};
