import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../aws/account";
import { byArn, containersOf, number, record, records, text, texts } from "../aws/look";
import { weightsOf } from "../aws/shifts";
import { balancerNamed, holds, portOf, type Request, urlsOf } from "../edge/origins";
import { nameOfUrn } from "@toolkit/offline/graph";
import { certifies, plainHost } from "./names";
import { type OUTSIDE, passes } from "./security-groups";
import type { Tasks, TrafficState } from "./state";

/** A request to a load balancer, and who sends it. */
export interface Call extends Request {
  /** Security groups of the sender. */
  readonly from: readonly string[] | typeof OUTSIDE;
  /** Names of which the certificate must have one; none without TLS. */
  readonly hosts: readonly string[];
}

/**
 * Why a load balancer answers with an error, or not at all: the first thing that is missing on the way through security
 * group, listener, rule and target group to every task that may get the request, and to whatever those call themselves.
 *
 * @param met services on the way there: two may call each other
 */
export function balancerError(
  state: TrafficState,
  balancer: Resource,
  call: Call,
  met: readonly string[] = [],
): string | undefined {
  const { account } = state;
  const groups = texts(balancer.inputs.securityGroups);
  const where = `${nameOfUrn(balancer.urn)}:${call.port}`;
  if (!passes(account, call.from, groups, call.port)) return `no security group rule lets requests through to ${where}`;
  const listener = account
    .where(T.listener, "loadBalancerArn", balancer.outputs.arn)
    .find(({ inputs }) => number(inputs.port) === call.port);
  if (listener === undefined) return `${where} has no listener`;
  if (call.hosts.length > 0) {
    const more = account.where(T.listenerCertificate, "listenerArn", listener.outputs.arn);
    const all = [listener, ...more].map(({ inputs }) => inputs.certificateArn);
    if (!all.some((arn) => certifies(account, arn, call.hosts))) {
      return `${where} has no certificate for ${call.hosts.join(" or ")}`;
    }
  }
  const rule = account
    .where(T.listenerRule, "listenerArn", listener.outputs.arn)
    .sort((one, other) => (number(one.inputs.priority) ?? 0) - (number(other.inputs.priority) ?? 0))
    .find(({ inputs }) => records(inputs.conditions).every((condition) => holds(condition, call)));
  if (rule === undefined) return `${where} refuses the request: no rule matches`;
  const targets = Object.entries(weightsOf(rule)).flatMap(([arn, weight]) => (weight > 0 ? [arn] : []));
  for (const arn of targets.length === 0 ? [""] : targets) {
    const error = groupError(state, arn, groups, met);
    if (error !== undefined) return `${where}: ${error}`;
  }
  return undefined;
}

function groupError(
  state: TrafficState,
  arn: string,
  balancerGroups: readonly string[],
  met: readonly string[],
): string | undefined {
  const group = byArn(state.account, T.targetGroup, arn);
  if (group === undefined) return "the rule forwards to no target group";
  const name = nameOfUrn(group.urn);
  const registered = [...state.tasks.values()].flat().filter((tasks) => tasks.group === arn);
  if (registered.length === 0) return `target group ${name} is empty`;
  for (const tasks of registered) {
    const error = taskError(state, tasks, group, balancerGroups, met);
    if (error !== undefined) return error;
  }
  return undefined;
}

function taskError(
  state: TrafficState,
  { healthPath, port, securityGroups, service, taskDefinition }: Tasks,
  { inputs }: Resource,
  balancerGroups: readonly string[],
  met: readonly string[],
): string | undefined {
  const { account } = state;
  const name = `tasks of ${nameOfUrn(service)}`;
  if (!passes(account, balancerGroups, securityGroups, port)) return `${name} are not reached at port ${port}`;
  const definition = byArn(account, T.taskDefinition, taskDefinition);
  const ports = containersOf(definition).flatMap(({ portMappings }) =>
    records(portMappings).map(({ containerPort }) => number(containerPort)),
  );
  if (!ports.includes(port)) return `${name} do not listen at port ${port}`;
  const asked = text(record(inputs.healthCheck).path) ?? "/";
  if (asked !== healthPath) return `${name} are asked for their health at ${asked}, which they started without`;
  if (met.includes(service)) return undefined;
  for (const url of urlsOf(account, taskDefinition)) {
    const called = balancerNamed(account, url.hostname);
    if (called === undefined) {
      if (state.inside.has(plainHost(url.hostname))) return `${name} do not find ${url.hostname}`;
      continue;
    }
    const hosts = url.protocol === "https:" ? [url.hostname] : [];
    const call = { port: portOf(url), path: url.pathname, headers: {}, from: securityGroups, hosts };
    const error = balancerError(state, called, call, [...met, service]);
    if (error !== undefined) return error;
  }
  return undefined;
}
