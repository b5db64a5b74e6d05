import { customRule, inputRule, isNotTrue, isSet, isTrue, noneOf, oneOf } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, valueAt } from "../values";

const SERVICE = { type: T.service, severity: "high" } as const;

/** Clusters, services and tasks. */
export const ecsRules: readonly Rule[] = [
  inputRule({
    ...SERVICE,
    id: "service-no-public-address",
    answers: "CKV_AWS_333 ECS.2",
    title: "Tasks have no public address",
    fix: "Set assignPublicIp to false.",
    path: "networkConfiguration.assignPublicIp",
    accepts: isNotTrue,
    good: false,
    bad: true,
  }),
  inputRule({
    ...SERVICE,
    id: "service-latest-platform",
    answers: "CKV_AWS_332 ECS.10",
    severity: "medium",
    title: "Fargate services run on the latest platform version",
    fix: "Set platformVersion to LATEST or leave it out.",
    path: "platformVersion",
    accepts: oneOf("LATEST", undefined),
    good: "LATEST",
    bad: "1.3.0",
  }),
  inputRule({
    ...SERVICE,
    id: "service-no-exec",
    severity: "medium",
    title: "Nobody opens a shell in a running container",
    fix: "Set enableExecuteCommand to false.",
    path: "enableExecuteCommand",
    accepts: isNotTrue,
    good: false,
    bad: true,
  }),
  inputRule({
    ...SERVICE,
    id: "service-rolls-back",
    severity: "medium",
    title: "A deployment that does not come up is rolled back",
    fix: "Set deploymentCircuitBreaker to enable and rollback.",
    path: "deploymentCircuitBreaker.rollback",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    id: "task-own-process-namespace",
    answers: "CKV_AWS_335 ECS.3",
    severity: "high",
    title: "Tasks do not share the host's process namespace",
    fix: "Leave pidMode out.",
    type: T.taskDefinition,
    path: "pidMode",
    accepts: noneOf("host"),
    good: undefined,
    bad: "host",
  }),
  inputRule({
    id: "task-own-network",
    severity: "medium",
    title: "Tasks have a network interface of their own",
    fix: "Set networkMode to awsvpc.",
    type: T.taskDefinition,
    path: "networkMode",
    accepts: oneOf("awsvpc"),
    good: "awsvpc",
    bad: "host",
  }),
  customRule({
    id: "task-roles-differ",
    answers: "CKV_AWS_249",
    severity: "medium",
    title: "The role that starts a task is not the role of its application",
    fix: "Give each its own role.",
    types: [T.taskDefinition],
    check: ({ inputs }) => {
      const { executionRoleArn, taskRoleArn, executionRoleArn: isPresent } = inputs;
      if (!isSet(isPresent) || !isSet(taskRoleArn)) return [{ message: "a role is missing" }];
      const isSame = executionRoleArn === taskRoleArn && executionRoleArn !== "[unknown]";
      return isSame ? [{ message: "both roles are the same" }] : [];
    },
    compliant: [{ type: T.taskDefinition, inputs: { executionRoleArn: "arn:a", taskRoleArn: "arn:b" } }],
    breaks: [
      { type: T.taskDefinition, path: "taskRoleArn", to: undefined },
      { type: T.taskDefinition, path: "executionRoleArn", to: undefined },
    ],
  }),
  inputRule({
    id: "task-volumes-encrypted",
    answers: "CKV_AWS_97",
    severity: "medium",
    title: "EFS volumes are encrypted in transit",
    fix: "Set transitEncryption to ENABLED.",
    type: T.taskDefinition,
    path: "volumes.*",
    accepts: (volume) =>
      valueAt(volume, "efsVolumeConfiguration") === undefined ||
      valueAt(volume, "efsVolumeConfiguration.transitEncryption") === "ENABLED",
    good: { name: "data", efsVolumeConfiguration: { transitEncryption: "ENABLED" } },
    bad: { name: "data", efsVolumeConfiguration: { transitEncryption: "DISABLED" } },
  }),
  customRule({
    id: "cluster-insights",
    answers: "CKV_AWS_65 ECS.12 nag:ECS4",
    severity: "medium",
    title: "Clusters have Container Insights",
    fix: "Set the setting containerInsights to enabled.",
    types: [T.cluster],
    check: ({ inputs }) =>
      asList(inputs.settings).some(
        (setting) =>
          valueAt(setting, "name") === "containerInsights" && oneOf("enabled", "enhanced")(valueAt(setting, "value")),
      )
        ? []
        : [{ message: "Container Insights are off" }],
    compliant: [{ type: T.cluster, inputs: { settings: [{ name: "containerInsights", value: "enabled" }] } }],
    breaks: [
      { type: T.cluster, path: "settings.*.value", to: "disabled" },
      { type: T.cluster, path: "settings.*.name", to: undefined },
    ],
  }),
  inputRule({
    id: "cluster-exec-logged",
    answers: "CKV_AWS_223",
    severity: "medium",
    title: "What is typed in a container is logged",
    fix: "Set executeCommandConfiguration.logging to OVERRIDE.",
    type: T.cluster,
    path: "configuration.executeCommandConfiguration.logging",
    accepts: noneOf("NONE"),
    good: "OVERRIDE",
    bad: "NONE",
  }),
  inputRule({
    id: "cluster-exec-encrypted",
    answers: "CKV_AWS_224",
    severity: "medium",
    title: "Sessions in containers and their logs use a customer managed key",
    fix: "Set executeCommandConfiguration.kmsKeyId.",
    type: T.cluster,
    path: "configuration.executeCommandConfiguration.kmsKeyId",
    accepts: isSet,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: undefined,
    when: ({ configuration }) => valueAt(configuration, "executeCommandConfiguration.logging") !== undefined,
    with: { configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } },
  }),
];
