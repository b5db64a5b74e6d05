import { T } from "@toolkit/offline/aws-types";
import { record, records, shown, text, texts } from "../aws/look";
import type { Properties } from "../protocol/values";
import type { Rule, RuleContext } from "./rule";
import { api, pages } from "./sources";

type Inputs = RuleContext["inputs"];

/** Members of these types have no other values (AWS FIS user guide, "AWS FIS actions reference"). */
const KINDS: Readonly<Record<string, string>> = {
  "aws:ec2:send-spot-instance-interruptions": "SpotInstances",
  "aws:ec2:stop-instances": "Instances",
  "aws:ecs:stop-task": "Tasks",
  "aws:ecs:task-network-latency": "Tasks",
  "aws:network:disrupt-connectivity": "Subnets",
  "aws:rds:reboot-db-instances": "DBInstances",
};
const SCOPES = ["all", "availability-zone", "dynamodb", "prefix-list", "s3", "s3express", "vpc"];
const MOST_ARNS = 5;
const MOST_MINUTES = 12 * 60;
const MOST_ACTIONS = 20;
const MOST_AT_ONCE = 10;

const refusal = (id: string, source: Rule["source"], refuse: (inputs: Inputs) => string | undefined): Rule => ({
  id,
  source,
  on: ["create", "update"],
  types: [T.experimentTemplate],
  refuse: ({ inputs }) => {
    const problem = refuse(inputs);
    return problem === undefined ? undefined : `ValidationException: ${problem}`;
  },
});

const parameter = ({ parameters }: Properties, wanted: string): string | undefined =>
  text(records(parameters).find(({ key }) => key === wanted)?.value);

const actionsOf = (inputs: Inputs, actionId: string): Properties[] =>
  records(inputs.actions).filter((action) => action.actionId === actionId);

/** Minutes of `PT5M` or `PT1H`; undefined for something else. */
function minutesOf(duration: string | undefined): number | undefined {
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration ?? "") ?? [];
  return hours === undefined && minutes === undefined ? undefined : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}

/** Whether an action lasts as long as AWS FIS lets it. */
function lasts(action: Properties): boolean {
  const minutes = minutesOf(parameter(action, "duration"));
  return minutes !== undefined && minutes >= 1 && minutes <= MOST_MINUTES;
}

/** Parameters of aws:ecs:task-network-latency, and what they are; all but the duration may be missing. */
const LATENCY: Readonly<Record<string, RegExp>> = {
  duration: /^PT/,
  delayMilliseconds: /^\d+$/,
  jitterMilliseconds: /^\d+$/,
  flowsPercent: /^(\d{1,2}|100)$/,
  sources: /^[^\s,]+(,[^\s,]+)*$/,
  installDependencies: /^(true|false)$/i,
  useEcsFaultInjectionEndpoints: /^(true|false)$/i,
};

/** Values of experiment templates that AWS FIS does not accept. */
export const experimentValueRules: readonly Rule[] = [
  refusal(
    "experiment-targets-are-defined",
    api.fis("CreateExperimentTemplateActionInput", "targets by name"),
    (inputs) => {
      const defined = records(inputs.targets).map(({ name }) => name);
      const lost = records(inputs.actions).find(
        ({ target }) => target !== undefined && !defined.includes(record(target).value),
      );
      return lost === undefined
        ? undefined
        : `The target ${shown(record(lost.target).value)} of the action ${shown(lost.name)} is not defined.`;
    },
  ),
  refusal("experiment-action-has-its-kind", pages.fisActions, (inputs) => {
    const wrong = records(inputs.actions).find((action) => {
      const kind = KINDS[shown(action.actionId)];
      return kind !== undefined && record(action.target).key !== kind;
    });
    return wrong === undefined
      ? undefined
      : `The action ${shown(wrong.name)} needs a target ${KINDS[shown(wrong.actionId)] ?? ""}.`;
  }),
  refusal("experiment-cut-is-described", pages.fisActions, (inputs) => {
    const wrong = actionsOf(inputs, "aws:network:disrupt-connectivity").find((action) => {
      const scope = parameter(action, "scope");
      return !lasts(action) || scope === undefined || !SCOPES.includes(scope);
    });
    return wrong === undefined
      ? undefined
      : `The parameters of the action ${shown(wrong.name)} are not valid: duration is 1 minute to 12 hours, scope one of ${SCOPES.join(", ")}.`;
  }),
  refusal("experiment-latency-is-described", pages.fisActions, (inputs) => {
    const wrong = actionsOf(inputs, "aws:ecs:task-network-latency").find(
      (action) =>
        !lasts(action) ||
        records(action.parameters).some(({ key, value }) => LATENCY[shown(key)]?.test(shown(value)) !== true),
    );
    return wrong === undefined
      ? undefined
      : `The parameters of the action ${shown(wrong.name)} are not valid: duration is 1 minute to 12 hours, others are ${Object.keys(LATENCY).slice(1).join(", ")}.`;
  }),
  refusal(
    "experiment-target-is-small",
    api.fis("CreateExperimentTemplateTargetInput", "resourceArns, at most five; ARNs or tags, not both"),
    (inputs) => {
      const wrong = records(inputs.targets).find(
        ({ resourceArns, resourceTags }) =>
          texts(resourceArns).length > MOST_ARNS ||
          (texts(resourceArns).length > 0 && records(resourceTags).length > 0),
      );
      return wrong === undefined
        ? undefined
        : `The target ${shown(wrong.name)} has more than ${MOST_ARNS} ARNs, or both ARNs and tags.`;
    },
  ),
  refusal("experiment-stops-are-few", pages.fisQuotas, ({ stopConditions }) => {
    const conditions = records(stopConditions);
    const empty = conditions.some(({ source, value }) => source !== "none" && text(value) === undefined);
    if (empty) return "A stop condition on an alarm needs the ARN of the alarm.";
    return conditions.length >= 1 && conditions.length <= 5 ? undefined : "A template has one to five stop conditions.";
  }),
  refusal("experiment-actions-are-few", pages.fisQuotas, ({ actions }) => {
    const all = records(actions);
    if (all.length > MOST_ACTIONS) return `A template has at most ${MOST_ACTIONS} actions, not ${all.length}.`;
    const first = all.filter(({ startAfters }) => texts(startAfters).length === 0).length;
    return first > MOST_AT_ONCE ? `${first} actions begin at once: at most ${MOST_AT_ONCE} may.` : undefined;
  }),
  refusal("experiment-log-arn-ends-with-star", pages.fisTemplate, ({ logConfiguration }) => {
    const arn = text(record(record(logConfiguration).cloudwatchLogsConfiguration).logGroupArn);
    return arn === undefined || arn.endsWith(":*") ? undefined : `The log group ARN ${arn} must end with ":*".`;
  }),
];
