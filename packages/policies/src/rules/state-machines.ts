import { T } from "@toolkit/offline/aws-types";
import { inputRule, isTrue, oneOf } from "../makers";
import type { Rule } from "../rule";

/** State machines. */
export const machineRules: readonly Rule[] = [
  inputRule({
    id: "machine-logged",
    answers: "StepFunctions.1 nag:SF1",
    severity: "medium",
    title: "Every step of an execution is logged",
    fix: "Set loggingConfiguration.level to ALL, and a log group as logDestination.",
    type: T.stateMachine,
    path: "loggingConfiguration.level",
    accepts: oneOf("ALL"),
    good: "ALL",
    bad: "OFF",
  }),
  inputRule({
    id: "machine-history",
    answers: "CKV_AWS_285",
    severity: "low",
    title: "Logs of executions hold what came in and went out",
    fix: "Set loggingConfiguration.includeExecutionData.",
    type: T.stateMachine,
    path: "loggingConfiguration.includeExecutionData",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    id: "machine-traced",
    answers: "CKV_AWS_284 nag:SF2",
    severity: "low",
    title: "Executions are traced",
    fix: "Set tracingConfiguration.enabled.",
    type: T.stateMachine,
    path: "tracingConfiguration.enabled",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
];
