import { T } from "@toolkit/offline/aws-types";
import { type Phase, shiftPhasesOf } from "@toolkit/offline/shift-phases";
import type { Properties, Value } from "../protocol/values";
import type { Account, Resource } from "./account";
import { byArn, number, record, records, shown, text, texts } from "./look";

/** A deployment that moved requests from one target group to the other. */
export interface Shift {
  readonly service: string;
  readonly taskDefinition: string;
  /** Requests of each minute, until the deployment was through or taken back. */
  readonly minutes: readonly { readonly percent: number; readonly old: number; readonly new: number }[];
  /** Name of the alarm, or ARN of the function, that took it back; undefined when it went through. */
  readonly rolledBackBy: string | undefined;
  /** Functions that were called, and at which stage. */
  readonly calls: readonly HookCall[];
}

/** A function that a deployment calls at a stage. */
export interface HookCall {
  readonly function: string;
  readonly stage: string;
}

/**
 * Stages before the first request of a user reaches the new version, in their order, and the one that begins with it. The
 * one of two revisions at once is left out: here a deployment ends before the next one begins.
 *
 * Source: Amazon ECS developer guide, Lifecycle hooks for Amazon ECS service deployments,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
 */
const BEFORE_REQUESTS = [
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
];

/** Requests a minute that the load balancer has during a shift. */
const REQUESTS = 1000;

/**
 * The requests of services whose deployments move them from one target group to the other, minute by minute: the weights
 * of their listener rules are changed as ECS does, beside Pulumi, and an alarm that sees a bad version takes them back.
 *
 * Source: Amazon ECS developer guide, "Amazon ECS blue/green service deployments workflow",
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
export class Shifts {
  readonly done: Shift[] = [];
  /** Whether every answer of a version is a server error. @default none is */
  isBad: (taskDefinition: Resource) => boolean = () => false;

  /** Whether a function lets the deployment go on. @default each does */
  hookAnswers: (call: HookCall) => "SUCCEEDED" | "FAILED" = () => "SUCCEEDED";

  constructor(private readonly account: Account) {}

  /**
   * What a creation or update of a service does to its rules. The message of a deployment that was taken back; undefined
   * when it is through.
   */
  follow(service: Resource, before: Resource | undefined): string | undefined {
    const place = placeOf(this.account, service);
    if (place === undefined) return undefined;
    const isNew = before === undefined || placeOf(this.account, before) === undefined;
    if (isNew) {
      weigh(this.account, place, [100, 0]);
      return undefined;
    }
    if (service.inputs.taskDefinition === before.inputs.taskDefinition) return undefined;
    const phases = shiftPhasesOf(service.inputs);
    return phases.length === 0 ? undefined : this.move(service, place, phases);
  }

  private move(service: Resource, place: Place, phases: readonly Phase[]): string | undefined {
    const [first, second] = place.groups;
    const live = liveGroup(place);
    const next = live === 1 ? first : second;
    const share = (percent: number): readonly [number, number] =>
      live === 0 ? [100 - percent, percent] : [percent, 100 - percent];
    const fails = this.isBad(byArn(this.account, T.taskDefinition, service.inputs.taskDefinition) ?? service);
    const minutes: { percent: number; old: number; new: number }[] = [];
    const calls: HookCall[] = [];
    const pass = (stages: readonly string[]): string | undefined => this.call(service, stages, calls);
    const watch = ({ percent, minutes: length }: Phase): string | undefined => {
      weigh(this.account, place, share(percent));
      for (let minute = 0; minute < length; minute++) {
        const fresh = Math.round((REQUESTS * percent) / 100);
        minutes.push({ percent, old: REQUESTS - fresh, new: fresh });
        const alarm = this.alarmed(
          service,
          next,
          minutes.map((each) => (fails ? each.new : 0)),
        );
        if (alarm !== undefined) return alarm;
      }
      return undefined;
    };
    const bake = phases.at(-1);
    const steps: (() => string | undefined)[] = [
      () => pass(BEFORE_REQUESTS),
      ...phases.slice(0, -1).map((phase) => () => watch(phase)),
      () => pass(["POST_PRODUCTION_TRAFFIC_SHIFT"]),
      ...(bake === undefined ? [] : [() => watch(bake)]),
    ];
    let rolledBackBy: string | undefined;
    for (const step of steps) rolledBackBy ??= step();
    if (rolledBackBy !== undefined) weigh(this.account, place, share(0));
    const taskDefinition = shown(service.inputs.taskDefinition);
    this.done.push({ service: shown(service.outputs.name), taskDefinition, minutes, rolledBackBy, calls });
    if (rolledBackBy === undefined) return undefined;
    const stage = calls.at(-1)?.stage ?? "";
    return rolledBackBy.startsWith("arn:")
      ? `deployment failed: Service deployment rolled back because the lifecycle hook ${rolledBackBy} failed at ${stage}.`
      : `deployment failed: Service deployment rolled back because the CloudWatch alarm(s) ${rolledBackBy} went into ALARM.`;
  }

  /** The first function of these stages that does not let the deployment go on. */
  private call(service: Resource, stages: readonly string[], calls: HookCall[]): string | undefined {
    const hooks = records(record(service.inputs.deploymentConfiguration).lifecycleHooks);
    for (const stage of stages) {
      for (const { hookTargetArn, lifecycleStages } of hooks) {
        if (!texts(lifecycleStages).includes(stage)) continue;
        const call = { function: shown(hookTargetArn), stage };
        calls.push(call);
        if (this.hookAnswers(call) === "FAILED") return call.function;
      }
    }
    return undefined;
  }

  /** The first alarm of the service that is in ALARM by the server errors of the new version's target group. */
  private alarmed(service: Resource, group: Resource, errors: readonly number[]): string | undefined {
    const settings = record(service.inputs.alarms);
    if (settings.enable !== true || settings.rollback !== true) return undefined;
    return texts(settings.alarmNames).find((name) => {
      const [alarm] = this.account.where(T.metricAlarm, "name", name);
      if (alarm === undefined || !watchesErrorsOf(alarm.inputs, shown(group.outputs.arnSuffix))) return false;
      const threshold = number(alarm.inputs.threshold) ?? 0;
      const window = number(alarm.inputs.evaluationPeriods) ?? 1;
      const bad = errors.slice(-window).filter((count) => count >= threshold).length;
      return bad >= (number(alarm.inputs.datapointsToAlarm) ?? window);
    });
  }
}

/** Where a service's requests go. */
interface Place {
  readonly production: Resource;
  readonly test: Resource | undefined;
  readonly groups: readonly [first: Resource, second: Resource];
}

function placeOf(account: Account, { inputs }: Resource): Place | undefined {
  const [balanced = {}] = records(inputs.loadBalancers);
  const advanced = record(balanced.advancedConfiguration);
  const production = byArn(account, T.listenerRule, advanced.productionListenerRule);
  const first = byArn(account, T.targetGroup, balanced.targetGroupArn);
  const second = byArn(account, T.targetGroup, advanced.alternateTargetGroupArn);
  if (production === undefined || first === undefined || second === undefined) return undefined;
  return { production, test: byArn(account, T.listenerRule, advanced.testListenerRule), groups: [first, second] };
}

/** Sets the weights of both rules, as ECS does. */
function weigh(
  account: Account,
  { production, test, groups }: Place,
  [first, second]: readonly [number, number],
): void {
  for (const [rule, weights] of [
    [production, [first, second]],
    [test, first >= second ? [0, 100] : [100, 0]],
  ] as const) {
    const current = rule === undefined ? undefined : account.get(T.listenerRule, rule.id);
    if (current === undefined) continue;
    const targetGroups = groups.map(({ outputs }, index) => ({
      arn: outputs.arn ?? null,
      weight: weights[index] ?? 0,
    }));
    const actions: Value = [{ type: "forward", order: 1, forward: { targetGroups } }];
    account.put(
      { ...current, inputs: { ...current.inputs, actions }, outputs: { ...current.outputs, actions } },
      "update",
    );
  }
}

/** Which target group has the requests: the first or the second. */
function liveGroup({ production, groups: [, second] }: Place): 0 | 1 {
  return (weightsOf(production)[shown(second.outputs.arn)] ?? 0) > 0 ? 1 : 0;
}

/**
 * Gives a share of a service's requests to its other target group, as a deployment that is under way has.
 *
 * @returns what gives them back; nothing is moved where the service has one group.
 */
export function shareWithNext(account: Account, service: Resource, percent: number): () => void {
  const place = placeOf(account, service);
  if (place === undefined) return () => undefined;
  const live = liveGroup(place);
  const share = (next: number): [number, number] => (live === 0 ? [100 - next, next] : [next, 100 - next]);
  weigh(account, place, share(percent));
  return () => {
    weigh(account, place, share(0));
  };
}

/** Percent by target group; all of it for a rule that names one. */
export function weightsOf({ inputs }: Resource): Record<string, number> {
  return Object.fromEntries(
    records(inputs.actions).flatMap(({ targetGroupArn, forward }) => [
      ...(text(targetGroupArn) === undefined ? [] : [[shown(targetGroupArn), 100] as const]),
      ...records(record(forward).targetGroups).map(({ arn, weight }) => [shown(arn), number(weight) ?? 1] as const),
    ]),
  );
}

/** Server errors of targets, by a metric of its own or one of its math. */
function watchesErrorsOf(alarm: Properties, groupSuffix: string): boolean {
  return [alarm, ...records(alarm.metricQueries).map(({ metric }) => record(metric))].some(
    ({ metricName, dimensions }) =>
      metricName === "HTTPCode_Target_5XX_Count" && record(dimensions).TargetGroup === groupSuffix,
  );
}
