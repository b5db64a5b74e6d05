import { T } from "@toolkit/offline/aws-types";
import { shiftPhasesOf } from "@toolkit/offline/shift-phases";
import { Account, type Resource } from "../aws/account";
import { byArn, number, record, records, shown, text, texts } from "../aws/look";
import { shareWithNext, Shifts, weightsOf } from "../aws/shifts";
import { type Properties, sameValue } from "../protocol/values";
import { plainHost } from "./names";
import type { Moment } from "./order";
import type { Made } from "./recording";

/** Tasks of one revision of a service that a target group gives requests. */
export interface Tasks {
  readonly service: string;
  readonly taskDefinition: string;
  readonly group: string;
  readonly port: number;
  readonly securityGroups: readonly string[];
  /** The path that they answer health checks by: that of their target group when they started. */
  readonly healthPath: string;
}

/** Inputs of a service whose change starts new tasks. */
const STARTS = [
  "capacityProviderStrategies",
  "loadBalancers",
  "networkConfiguration",
  "platformVersion",
  "taskDefinition",
  "triggers",
];

/** What would answer a viewer at one moment: the account, what edge locations have, and the tasks behind groups. */
export class TrafficState {
  readonly account: Account;
  private readonly shifts: Shifts;
  /** Takes back the share that the next revision of a service has while it is deployed, by service. */
  private readonly undo = new Map<string, () => void>();
  /** Configurations that edge locations have, by distribution; two while a change is on its way to them. */
  readonly edge = new Map<string, readonly Resource[]>();
  /** Tasks with requests, by service; of two revisions while a deployment goes on. */
  readonly tasks = new Map<string, readonly Tasks[]>();
  /** Host names that the account has, or had: others are somebody else's. */
  readonly inside = new Set<string>();

  constructor(made: readonly Made[], account = new Account()) {
    this.account = account;
    this.shifts = new Shifts(account);
    for (const one of made) {
      const resource = { ...one, serial: account.nextSerial() };
      if (isAws(one)) this.put(resource, undefined);
    }
    for (const distribution of account.all(T.distribution)) this.edge.set(distribution.urn, [distribution]);
    for (const service of account.all(T.service)) {
      this.shifts.follow(service, undefined);
      this.tasks.set(service.urn, this.tasksOf(service));
    }
  }

  /** Moves every service that shifts requests to its other target group, as its last deployment may have done. */
  shiftAll(): void {
    for (const service of this.account.all(T.service)) {
      shareWithNext(this.account, service, 100);
      this.tasks.set(service.urn, this.tasksOf(service));
    }
  }

  /** What a moment changes. */
  apply({ step, phase }: Moment): void {
    const { after, before, type } = step;
    if (after !== undefined && !isAws(after)) return;
    if (after === undefined) this.remove(before);
    else if (type === T.service) this.deploy(after, before, phase);
    else if (type === T.distribution) this.propagate(after, before, phase);
    else this.put(after, before);
  }

  private put(after: Resource, before: Resource | undefined): void {
    const current = before && this.account.get(before.type, before.id, before.outputs);
    // The actions of a rule are sent only when the program changes them: weights that ECS has set stay.
    const keeps =
      after.type === T.listenerRule && before !== undefined && sameValue(before.inputs.actions, after.inputs.actions);
    const inputs: Properties = keeps ? { ...after.inputs, actions: current?.inputs.actions ?? null } : after.inputs;
    if (before !== undefined && before.urn !== after.urn) this.account.remove(before);
    this.account.put({ ...after, inputs }, before === undefined ? "create" : "update");
    if (after.type === T.record) this.inside.add(plainHost(after.inputs.name));
    if (after.type === T.loadBalancer) this.inside.add(plainHost(after.outputs.dnsName));
  }

  private remove(before: Resource | undefined): void {
    if (before === undefined || !isAws(before)) return;
    const current = this.account.get(before.type, before.id, before.outputs);
    // A replacement that has its predecessor's id is there already.
    if (current?.serial === before.serial) this.account.remove(before);
    if (before.type === T.service && current?.serial === before.serial) this.tasks.delete(before.urn);
    if (before.type === T.distribution) this.edge.delete(before.urn);
  }

  private propagate(after: Resource, before: Resource | undefined, phase: Moment["phase"]): void {
    this.put(after, before);
    const old = phase === "done" || before === undefined ? [] : (this.edge.get(before.urn) ?? []);
    this.edge.set(after.urn, [...old, after]);
  }

  private deploy(after: Resource, before: Resource | undefined, phase: Moment["phase"]): void {
    const old = this.tasks.get(after.urn) ?? [];
    if (before === undefined) {
      this.put(after, before);
      if (phase === "overlap") return;
      this.shifts.follow(after, undefined);
      this.tasks.set(after.urn, this.tasksOf(after));
      return;
    }
    const starts = STARTS.some((input) => !sameValue(before.inputs[input], after.inputs[input]));
    if (phase === "overlap") {
      this.put(after, before);
      if (!starts) return;
      if (shiftPhasesOf(after.inputs).length > 0) this.undo.set(after.urn, shareWithNext(this.account, before, 50));
      const next = this.tasksOf(after, old);
      this.tasks.set(after.urn, [...old, ...next]);
      return;
    }
    this.undo.get(after.urn)?.();
    this.undo.delete(after.urn);
    if (!starts) return;
    this.shifts.follow(after, before);
    this.tasks.set(after.urn, this.tasksOf(after));
  }

  /** Tasks that a service has in steady state, or those that join `others`. */
  private tasksOf({ inputs, urn }: Resource, others: readonly Tasks[] = []): Tasks[] {
    if (number(inputs.desiredCount) === 0) return [];
    const securityGroups = texts(record(inputs.networkConfiguration).securityGroups);
    return records(inputs.loadBalancers).map(({ targetGroupArn, containerPort, advancedConfiguration }) => {
      const first = shown(targetGroupArn);
      const { alternateTargetGroupArn, productionListenerRule } = record(advancedConfiguration);
      const second = text(alternateTargetGroupArn);
      const rule = byArn(this.account, T.listenerRule, productionListenerRule);
      const weights = rule === undefined ? {} : weightsOf(rule);
      const busy = others.map(({ group }) => group);
      const live = second !== undefined && (weights[second] ?? 0) > 0 && (weights[first] ?? 0) === 0 ? second : first;
      const free = second !== undefined && busy.includes(first) && !busy.includes(second) ? second : first;
      const group = others.length > 0 && second !== undefined ? free : live;
      const health = record(byArn(this.account, T.targetGroup, group)?.inputs.healthCheck);
      return {
        service: urn,
        taskDefinition: shown(inputs.taskDefinition),
        group,
        port: number(containerPort) ?? 0,
        securityGroups,
        healthPath: text(health.path) ?? "/",
      };
    });
  }
}

const isAws = ({ type }: { readonly type: string }): boolean => type.startsWith("aws:");
