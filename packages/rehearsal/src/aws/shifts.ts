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
  /** Name of the alarm that took it back; undefined when it went through. */
  readonly rolledBackBy: string | undefined;
}

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
      this.weigh(place, [100, 0]);
      return undefined;
    }
    if (service.inputs.taskDefinition === before.inputs.taskDefinition) return undefined;
    const phases = shiftPhasesOf(service.inputs);
    return phases.length === 0 ? undefined : this.move(service, place, phases);
  }

  private move(service: Resource, place: Place, phases: readonly Phase[]): string | undefined {
    const [first, second] = place.groups;
    const isSecondLive = (weightsOf(place.production)[shown(second.outputs.arn)] ?? 0) > 0;
    const [live, next] = isSecondLive ? [1, first] : [0, second];
    const share = (percent: number): readonly [number, number] =>
      live === 0 ? [100 - percent, percent] : [percent, 100 - percent];
    const fails = this.isBad(byArn(this.account, T.taskDefinition, service.inputs.taskDefinition) ?? service);
    const minutes: { percent: number; old: number; new: number }[] = [];
    let alarm: string | undefined;
    for (const { percent, minutes: length } of phases) {
      this.weigh(place, share(percent));
      for (let minute = 0; minute < length && alarm === undefined; minute++) {
        const fresh = Math.round((REQUESTS * percent) / 100);
        minutes.push({ percent, old: REQUESTS - fresh, new: fresh });
        const errors = minutes.map((each) => (fails ? each.new : 0));
        alarm = this.alarmed(service, next, errors);
      }
      if (alarm !== undefined) break;
    }
    if (alarm !== undefined) this.weigh(place, share(0));
    const taskDefinition = shown(service.inputs.taskDefinition);
    this.done.push({ service: shown(service.outputs.name), taskDefinition, minutes, rolledBackBy: alarm });
    return alarm === undefined
      ? undefined
      : `deployment failed: Service deployment rolled back because the CloudWatch alarm(s) ${alarm} went into ALARM.`;
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

  /** Sets the weights of both rules, as ECS does. */
  private weigh({ production, test, groups }: Place, [first, second]: readonly [number, number]): void {
    for (const [rule, weights] of [
      [production, [first, second]],
      [test, first >= second ? [0, 100] : [100, 0]],
    ] as const) {
      const current = rule === undefined ? undefined : this.account.get(T.listenerRule, rule.id);
      if (current === undefined) continue;
      const targetGroups = groups.map(({ outputs }, index) => ({
        arn: outputs.arn ?? null,
        weight: weights[index] ?? 0,
      }));
      const actions: Value = [{ type: "forward", order: 1, forward: { targetGroups } }];
      this.account.put(
        { ...current, inputs: { ...current.inputs, actions }, outputs: { ...current.outputs, actions } },
        "update",
      );
    }
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
