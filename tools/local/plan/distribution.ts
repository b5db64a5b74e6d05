import { T } from "@toolkit/offline/aws-types";
import type * as aws from "@pulumi/aws";
import { originRequestPolicyIds } from "../../../components/edge/managed-policies";
import { type GraphResource } from "@toolkit/offline/graph";
import { type ViewerFunction } from "../edge/viewer-function";
import { type View } from "./view";

type Plain<T> = T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type DistributionInputs = Plain<aws.types.output.cloudfront.DistributionDefaultCacheBehavior>;
type OriginInputs = Partial<Plain<aws.types.output.cloudfront.DistributionOrigin>>;

/** The arguments of a `ResponseHeadersPolicy`, as far as the program uses them. */
export interface HeadersPolicy {
  readonly securityHeadersConfig?: {
    readonly strictTransportSecurity?: {
      readonly accessControlMaxAgeSec: number;
      readonly includeSubdomains?: boolean;
      readonly preload?: boolean;
      readonly override: boolean;
    };
    readonly contentTypeOptions?: { readonly override: boolean };
    readonly frameOptions?: { readonly frameOption: string; readonly override: boolean };
    readonly referrerPolicy?: { readonly referrerPolicy: string; readonly override: boolean };
    readonly contentSecurityPolicy?: { readonly contentSecurityPolicy: string; readonly override: boolean };
  };
  readonly customHeadersConfig?: {
    readonly items: readonly { readonly header: string; readonly value: string; readonly override: boolean }[];
  };
  readonly removeHeadersConfig?: { readonly items: readonly { readonly header: string }[] };
}

export interface Behaviour {
  readonly pathPattern: string;
  readonly origin: Origin;
  readonly allowedMethods: readonly string[];
  /** Which Host the origin gets, by the managed origin request policy. */
  readonly host: "viewer" | "origin";
  /** The function that runs on each viewer request. */
  readonly viewerFunction?: ViewerFunction;
  readonly headers: HeadersPolicy;
}

export type Origin =
  | { readonly kind: "bucket"; readonly bucket: string }
  | {
      readonly kind: "loadBalancer";
      readonly arn: string;
      readonly hostName: string;
      readonly headers: Readonly<Record<string, string>>;
    };

/** Behaviours in the order in which CloudFront tries them: the default one is last. */
export interface Distribution {
  readonly behaviours: readonly Behaviour[];
  readonly defaultRootObject?: string;
}

export function distributionOf(view: View): Distribution {
  const { inputs } = view.only(T.distribution);
  const origins = originsOf(view, inputs);
  const ordered = (inputs.orderedCacheBehaviors ?? []) as (DistributionInputs & { pathPattern: string })[];
  const last = inputs.defaultCacheBehavior as DistributionInputs;
  const root = inputs.defaultRootObject as string | undefined;
  return {
    behaviours: [...ordered, { ...last, pathPattern: "*" }].map((one) => behaviourOf(view, origins, one)),
    ...(root === undefined ? {} : { defaultRootObject: root }),
  };
}

function behaviourOf(
  view: View,
  origins: ReadonlyMap<string, Origin>,
  behaviour: DistributionInputs & { pathPattern: string },
): Behaviour {
  const origin = origins.get(behaviour.targetOriginId);
  if (origin === undefined) throw new Error(`No origin has the id ${behaviour.targetOriginId}.`);
  const [association] = behaviour.functionAssociations ?? [];
  return {
    pathPattern: behaviour.pathPattern,
    origin,
    allowedMethods: behaviour.allowedMethods,
    host: behaviour.originRequestPolicyId === originRequestPolicyIds.allViewer ? "viewer" : "origin",
    headers: view.byId(T.responseHeaders, behaviour.responseHeadersPolicyId).inputs,
    ...(association && { viewerFunction: functionOf(view, association.functionArn) }),
  };
}

function functionOf(view: View, functionArn: string): ViewerFunction {
  const found = view.all(T.edgeFunction).find(({ inputs }) => functionArn.endsWith(`:function/${String(inputs.name)}`));
  if (found === undefined) throw new Error(`The graph has no function ${functionArn}.`);
  const code = String(found.inputs.code);
  const [store] = (found.inputs.keyValueStoreAssociations ?? []) as string[];
  return store === undefined ? { code } : { code, store: valuesOf(view, store) };
}

function valuesOf(view: View, storeArn: string): ReadonlyMap<string, string> {
  const values = view.all(T.keyValue).filter(({ inputs }) => inputs.keyValueStoreArn === storeArn);
  return new Map(values.map(({ inputs }) => [String(inputs.key), String(inputs.value)]));
}

/** A group stands for its first member: the second one is asked only when S3 itself fails. */
function originsOf(view: View, inputs: GraphResource["inputs"]): ReadonlyMap<string, Origin> {
  const single = new Map(
    ((inputs.origins ?? []) as OriginInputs[]).map((one) => [one.originId ?? "", originOf(view, one)]),
  );
  const groups = (inputs.originGroups ?? []) as { originId: string; members: { originId: string }[] }[];
  const grouped = groups.flatMap(({ originId, members }) => {
    const first = single.get(members[0]?.originId ?? "");
    return first === undefined ? [] : [[originId, first] as const];
  });
  return new Map([...single, ...grouped]);
}

function originOf(view: View, origin: OriginInputs): Origin {
  const hostName = origin.domainName ?? "";
  if (origin.originAccessControlId !== undefined) return { kind: "bucket", bucket: hostName.split(".s3.")[0] ?? "" };
  const headers = Object.fromEntries((origin.customHeaders ?? []).map(({ name, value }) => [name, value]));
  return { kind: "loadBalancer", arn: loadBalancerArn(view, origin), hostName, headers };
}

function loadBalancerArn(view: View, { domainName = "", vpcOriginConfig }: OriginInputs): string {
  if (vpcOriginConfig !== undefined) {
    const { inputs } = view.byId(T.vpcOrigin, vpcOriginConfig.vpcOriginId);
    return (inputs.vpcOriginEndpointConfig as { arn: string }).arn;
  }
  const found = view.all(T.loadBalancer).find(({ id }) => domainName.startsWith(`${id.split("/")[2] ?? "?"}-`));
  if (found === undefined) throw new Error(`The graph has no load balancer called ${domainName}.`);
  return found.id;
}
