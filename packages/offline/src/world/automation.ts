import { T } from "../aws-types";
import { named } from "./names";
import type { Models } from "./types";

/** Topics, queues, schedules, state machines, budgets and parameters. */
export const automationModels: Models = {
  [T.topic]: {
    autoname: named(256),
    id: (r) => r.arn("sns", r.text("name")),
    computed: (r, id) => ({ arn: id, beginningArchiveTime: "", owner: r.accountId }),
  },
  [T.topicPolicy]: {
    id: (r) => r.text("arn"),
    computed: (r) => ({ owner: r.accountId }),
  },
  [T.topicSubscription]: {
    id: (r) => `${r.text("topic")}:${r.uuid()}`,
    computed: (r, id) => ({
      arn: id,
      confirmationWasAuthenticated: false,
      ownerId: r.accountId,
      pendingConfirmation: r.inputs.protocol === "email",
    }),
  },
  [T.queue]: {
    autoname: named(80, { ending: ({ fifoQueue }) => (fifoQueue === true ? ".fifo" : "") }),
    id: (r) => `https://sqs.${r.region}.${r.dnsSuffix}/${r.accountId}/${r.text("name")}`,
    computed: (r, id) => ({ arn: r.arn("sqs", r.text("name")), url: id }),
  },
  [T.queuePolicy]: { id: (r) => r.text("queueUrl") },
  "aws:sqs/redrivePolicy:RedrivePolicy": { id: (r) => r.text("queueUrl") },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { id: (r) => r.text("queueUrl") },
  [T.schedule]: {
    autoname: named(64),
    id: (r) => `${r.text("groupName", "default")}/${r.text("name")}`,
    computed: (r, id) => ({ arn: r.arn("scheduler", `schedule/${id}`) }),
  },
  [T.scheduleGroup]: {
    autoname: named(64),
    id: (r) => r.text("name"),
    computed: (r, id) => ({
      arn: r.arn("scheduler", `schedule-group/${id}`),
      creationDate: "2026-01-01T00:00:00Z",
      lastModificationDate: "2026-01-01T00:00:00Z",
      state: "ACTIVE",
    }),
  },
  [T.stateMachine]: {
    autoname: named(80),
    id: (r) => r.arn("states", `stateMachine:${r.text("name")}`),
    computed: (r, id) => ({
      arn: id,
      creationDate: "2026-01-01T00:00:00Z",
      description: "",
      revisionId: r.uuid(),
      stateMachineVersionArn: `${id}:1`,
      status: "ACTIVE",
      versionDescription: "",
    }),
  },
  [T.budget]: {
    autoname: named(100),
    global: true,
    id: (r) => `${r.accountId}:${r.text("name")}`,
    computed: (r) => ({ arn: r.globalArn("budgets", `budget/${r.text("name")}`) }),
  },
  [T.ssmParameter]: {
    autoname: { property: "name", maxLength: 1011 },
    secrets: ["value"],
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("ssm", `parameter/${id.replace(/^\//, "")}`), hasValueWo: false, version: 1 }),
  },
  "aws:ssm/document:Document": {
    autoname: { property: "name", maxLength: 128 },
    id: (r) => r.text("name"),
    computed: (r, id) => ({
      arn: r.arn("ssm", `document/${id}`),
      createdDate: "2026-01-01T00:00:00Z",
      defaultVersion: "1",
      description: "",
      documentVersion: "1",
      hash: r.hex(64),
      hashType: "Sha256",
      latestVersion: "1",
      owner: r.accountId,
      parameters: [],
      platformTypes: ["Linux"],
      schemaVersion: "2.2",
      status: "Active",
    }),
  },
  "aws:ssm/association:Association": {
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: r.arn("ssm", `association/${id}`), associationId: id }),
  },
  "aws:ssm/maintenanceWindow:MaintenanceWindow": {
    autoname: { property: "name", maxLength: 128 },
    id: (r) => `mw-${r.hex(17)}`,
  },
  "aws:ssm/serviceSetting:ServiceSetting": {
    id: (r) => r.text("settingId"),
    computed: (r, id) => ({
      arn: r.arn("ssm", `servicesetting${id.startsWith("/") ? id : `/${id}`}`),
      status: "Customized",
    }),
  },
};
