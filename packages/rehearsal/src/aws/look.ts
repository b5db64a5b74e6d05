import { isRecord, isUnknown, type Properties, type Value } from "../protocol/values";
import type { Account, Resource } from "./account";
import { T } from "@toolkit/offline/aws-types";

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

/** A list input, or an empty one. */
export function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** The objects of a list input. */
export function records(value: Value | undefined): readonly Properties[] {
  return list(value).filter(isRecord);
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

/** The VPC of a load balancer: that of its first subnet. */
export function vpcOf(account: Account, balancer: Resource | undefined): string | undefined {
  const subnet = list(balancer?.inputs.subnets)[0];
  const vpc = typeof subnet === "string" ? account.get(T.subnet, subnet)?.inputs.vpcId : undefined;
  return typeof vpc === "string" ? vpc : undefined;
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
