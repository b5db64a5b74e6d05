import type { Account, Resource } from "../aws/account";
import { list, records } from "../aws/effects";
import { T } from "../aws/types";
import { isRecord, isUnknown, type Properties, type Value } from "../protocol/values";
import type { RuleContext } from "./rule";

export { list, records, vpcOf } from "../aws/effects";
export { shown } from "../protocol/values";

/** A string that is known; undefined for anything else. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

/** A number that is known, also when it is written as a string. */
export function number(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  const written = text(value);
  return written === undefined || Number.isNaN(Number(written)) ? undefined : Number(written);
}

/** The strings of a list input. */
export function texts(value: Value | undefined): string[] {
  return list(value).flatMap((item) => text(item) ?? []);
}

/** An object input, or an empty one. */
export function record(value: Value | undefined): Properties {
  return isRecord(value) ? value : {};
}

/** A JSON document input; undefined while it is unknown or not JSON. */
export function json(value: Value | undefined): Value | undefined {
  try {
    return typeof value === "string" ? (JSON.parse(value) as Value) : undefined;
  } catch {
    return undefined;
  }
}

/** The statements of a policy document. */
export function statements(policy: Value | undefined): readonly Properties[] {
  const { Statement: statement } = record(json(policy));
  return isRecord(statement) ? [statement] : records(statement);
}

/** True when a policy document speaks of `needle` anywhere. */
export function speaksOf(policy: Value | undefined, needle: string): boolean {
  return JSON.stringify(statements(policy)).includes(needle);
}

/** The one resource of a type with this ARN. */
export function byArn(account: Account, type: string, arn: Value | undefined): Resource | undefined {
  return account.where(type, "arn", text(arn))[0];
}

/** Other resources of the same type, without the one that is being changed. */
export function others(context: RuleContext): Resource[] {
  return context.account.all(context.type).filter((resource) => resource.serial !== context.current?.serial);
}

/** The clusters, zones and the like may be named by ARN or by name; this is the last part of either. */
export function lastPart(value: Value | undefined): string {
  return text(value)?.split("/").at(-1) ?? "";
}

/** True when an internet gateway is attached to the VPC. */
export function hasInternetGateway(account: Account, vpcId: Value | undefined): boolean {
  return account.where(T.internetGateway, "vpcId", text(vpcId)).length > 0;
}

/** The distinct availability zones of subnets. */
export function zonesOfSubnets(account: Account, subnetIds: readonly string[]): Set<Value | undefined> {
  return new Set(subnetIds.map((id) => account.get(T.subnet, id)?.outputs.availabilityZone));
}

/** The security groups of whatever has some, under any of their names. */
export function groupsOf({ inputs }: Resource): string[] {
  const network = record(inputs.networkConfiguration);
  return [inputs.securityGroups, inputs.vpcSecurityGroupIds, inputs.securityGroupIds, network.securityGroups].flatMap(
    texts,
  );
}

/** The subnets of whatever stands in some. */
export function subnetsOf({ inputs }: Resource): string[] {
  const network = record(inputs.networkConfiguration);
  const one = text(inputs.subnetId);
  return [...[inputs.subnets, inputs.subnetIds, network.subnets].flatMap(texts), ...(one === undefined ? [] : [one])];
}

/** The container definitions of a task definition. */
export function containersOf(definition: Resource | undefined): readonly Properties[] {
  return records(json(definition?.inputs.containerDefinitions));
}
