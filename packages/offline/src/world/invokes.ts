import type { Answer } from "./answer";
import { generic } from "./on-demand";
import { policyDocument } from "./policy-document";
import { ORIGIN_FACING, prefixListIdOf } from "./prefix-lists";
import type { WorldContext } from "./types";
import { zonesOf } from "./zones";

type Inputs = Readonly<Record<string, unknown>>;

const regionOf = (inputs: Inputs, context: WorldContext): string =>
  typeof inputs.region === "string" ? inputs.region : context.region;

/** Public parameters of AWS that hold AMI ids and the like. */
const PUBLIC_PARAMETERS: Readonly<Record<string, string>> = {
  "al2023-ami-kernel-default-arm64": "ami-0a1b2c3d4e5f60718",
  "al2023-ami-kernel-default-x86_64": "ami-0a1b2c3d4e5f60719",
  "amazon-linux-2023/arm64/recommended/image_id": "ami-0a1b2c3d4e5f60720",
  "amazon-linux-2023/recommended/image_id": "ami-0a1b2c3d4e5f60721",
};

const EXACT: Readonly<Record<string, (inputs: Inputs, context: WorldContext) => Record<string, unknown> | undefined>> =
  {
    "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
    "aws:index/getAvailabilityZones:getAvailabilityZones": (inputs, context) => {
      const region = regionOf(inputs, context);
      const zones = zonesOf(region);
      return {
        ...inputs,
        id: region,
        region,
        groupNames: [region],
        names: zones.map((zone) => zone.name),
        zoneIds: zones.map((zone) => zone.id),
      };
    },
    "aws:index/getCallerIdentity:getCallerIdentity": (_, { accountId, partition }) => ({
      id: accountId,
      accountId,
      arn: `arn:${partition}:sts::${accountId}:assumed-role/preview/offline`,
      userId: "AROA00000000000000000:offline",
    }),
    "aws:index/getDefaultTags:getDefaultTags": (_, { defaultTags, partition }) => ({
      id: partition,
      tags: defaultTags ?? {},
    }),
    "aws:index/getPartition:getPartition": (_, { partition }) => ({
      id: partition,
      partition,
      dnsSuffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
      reverseDnsPrefix: partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws",
    }),
    "aws:index/getRegion:getRegion": (inputs, context) => {
      const region = regionOf(inputs, context);
      return { id: region, name: region, region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
    },
    "aws:index/getServicePrincipal:getServicePrincipal": (inputs, context) => {
      const region = regionOf(inputs, context);
      const [service, suffix] = [String(inputs.serviceName), "amazonaws.com"];
      return {
        id: `${service}.${region}.${suffix}`,
        name: `${service}.${suffix}`,
        region,
        serviceName: service,
        suffix,
      };
    },
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": managedPrefixList,
    "aws:ssm/getParameter:getParameter": (inputs, context) => {
      const region = regionOf(inputs, context);
      const name = String(inputs.name);
      const value = Object.entries(PUBLIC_PARAMETERS).find(([suffix]) => name.endsWith(suffix))?.[1];
      if (value === undefined) return undefined;
      return {
        id: name,
        name,
        region,
        arn: `arn:${context.partition}:ssm:${region}::parameter${name}`,
        type: "String",
        value,
        insecureValue: value,
        version: 1,
      };
    },
  };

function managedPrefixList(inputs: Inputs, context: WorldContext): Record<string, unknown> {
  const region = regionOf(inputs, context);
  const name = typeof inputs.name === "string" ? inputs.name : ORIGIN_FACING;
  const id = prefixListIdOf(name, region);
  return {
    id,
    name,
    region,
    addressFamily: "IPv4",
    arn: `arn:${context.partition}:ec2:${region}:aws:prefix-list/${id}`,
    entries: [],
    maxEntries: 55,
    ownerId: "AWS",
    tags: {},
    version: 1,
  };
}

/**
 * The emulated AWS's answer to a provider function: exact where this table has it, else an example of the type that the
 * provider declares.
 *
 * @param version of the provider; empty for any.
 */
export function answerTo(token: string, inputs: Inputs, context: WorldContext, version = ""): Answer {
  const result = EXACT[token]?.(inputs, context);
  if (result !== undefined) return { result, source: "model", withheld: [] };
  return (
    generic().describedAnswer(token, inputs, context, version) ?? {
      result: { ...inputs },
      source: "nothing",
      withheld: [],
    }
  );
}
