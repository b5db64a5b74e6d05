import { T } from "@toolkit/offline/aws-types";
import { nameOfUrn } from "@toolkit/offline/graph";
import type { Resource } from "../aws/account";
import { byArn, number, record, records, shown, speaksOf, text, texts } from "../aws/look";
import { covers, OF_CLOUDFRONT } from "../edge/origins";
import type { Properties } from "../protocol/values";
import { balancerError } from "./balancers";
import { runFunction } from "./edge-function";
import { certifies, plainHost } from "./names";
import { runsScripts } from "./pages";
import { OUTSIDE } from "./security-groups";
import type { TrafficState } from "./state";

/** What a viewer asks for. */
export interface ViewerRequest {
  readonly host: string;
  readonly path: string;
  /** The behaviour that is to answer; none for the default one. */
  readonly pattern?: string | undefined;
}

/**
 * Why a viewer gets an error, or a page whose scripts do not run: at the first edge location that gives one.
 *
 * @returns undefined when every location answers
 */
export function viewerError(state: TrafficState, request: ViewerRequest): string | undefined {
  const { account } = state;
  const aliases = account
    .all(T.record)
    .filter(({ inputs }) => plainHost(inputs.name) === request.host)
    .flatMap(({ inputs }) => records(inputs.aliases).map(({ name }) => plainHost(name)));
  const targets = aliases.length === 0 ? [request.host] : aliases;
  for (const target of targets) {
    const distribution = account.all(T.distribution).find(({ outputs }) => plainHost(outputs.domainName) === target);
    if (distribution === undefined) return `${request.host} leads to no distribution`;
    for (const location of state.edge.get(distribution.urn) ?? []) {
      const error = locationError(state, location, request);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

/**
 * The managed origin request policy with which an origin gets the viewer's own Host header.
 *
 * Source: CloudFront developer guide, "Use managed origin request policies", AllViewer,
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

function locationError(
  state: TrafficState,
  location: Resource,
  { host, path, pattern }: ViewerRequest,
): string | undefined {
  const { account } = state;
  const { inputs, outputs } = location;
  if (host !== plainHost(outputs.domainName)) {
    if (!texts(inputs.aliases).map(plainHost).includes(host)) return `the distribution does not serve ${host}`;
    if (!certifies(account, record(inputs.viewerCertificate).acmCertificateArn, [host])) {
      return `the distribution has no certificate for ${host}`;
    }
  }
  const behaviour =
    records(inputs.orderedCacheBehaviors).find(({ pathPattern }) => covers(shown(pathPattern), path)) ??
    record(inputs.defaultCacheBehavior);
  if (pattern !== undefined && behaviour.pathPattern !== pattern) return `the edge has no ${pattern} any more`;
  const functionArn = records(behaviour.functionAssociations).find(
    ({ eventType }) => eventType === "viewer-request",
  )?.functionArn;
  let uri = path;
  if (functionArn !== undefined) {
    const found = byArn(account, T.edgeFunction, functionArn);
    if (found === undefined) return `function ${shown(functionArn)} is not there`;
    const result = runFunction(account, found, host, path);
    if ("statusCode" in result) return result.statusCode < 400 ? undefined : `the edge answers ${result.statusCode}`;
    uri = result.uri;
  }
  const target = shown(behaviour.targetOriginId);
  const group = records(inputs.originGroups).find(({ originId }) => originId === target);
  const members = group === undefined ? [target] : records(group.members).map(({ originId }) => shown(originId));
  const errors = members.map((id) => {
    const origin = records(inputs.origins).find(({ originId }) => originId === id);
    return origin === undefined
      ? `there is no origin ${id}`
      : originError(state, location, behaviour, origin, host, uri);
  });
  // One member of a group that answers is enough.
  return errors.includes(undefined) ? undefined : errors[0];
}

function originError(
  state: TrafficState,
  location: Resource,
  behaviour: Properties,
  origin: Properties,
  host: string,
  uri: string,
): string | undefined {
  const { account } = state;
  const vpcOriginId = text(record(origin.vpcOriginConfig).vpcOriginId);
  const [bucket] = account.where(T.bucket, "bucketRegionalDomainName", text(origin.domainName));
  if (bucket !== undefined) return bucketError(state, location, behaviour, bucket, origin, uri);
  const vpcOrigin = vpcOriginId === undefined ? undefined : account.get(T.vpcOrigin, vpcOriginId);
  if (vpcOriginId !== undefined && vpcOrigin === undefined) return `VPC origin ${vpcOriginId} is not there`;
  const endpoint = record(vpcOrigin?.inputs.vpcOriginEndpointConfig);
  const balancer =
    vpcOrigin === undefined
      ? account.where(T.loadBalancer, "dnsName", text(origin.domainName))[0]
      : byArn(account, T.loadBalancer, endpoint.arn);
  if (balancer === undefined) return `nothing answers as ${shown(origin.domainName)}`;
  const protocol = vpcOrigin === undefined ? record(origin.customOriginConfig) : endpoint;
  const secure = protocol.originProtocolPolicy === "https-only";
  const own = records(origin.customHeaders).map(
    ({ name, value }) => [shown(name).toLowerCase(), shown(value)] as const,
  );
  const hosts = [plainHost(origin.domainName), ...(behaviour.originRequestPolicyId === ALL_VIEWER ? [host] : [])];
  return balancerError(state, balancer, {
    port: number(secure ? protocol.httpsPort : protocol.httpPort) ?? 0,
    path: uri,
    headers: { ...Object.fromEntries(own), ...OF_CLOUDFRONT },
    from: OUTSIDE,
    hosts: secure ? hosts : [],
  });
}

function bucketError(
  { account }: TrafficState,
  { inputs, outputs }: Resource,
  behaviour: Properties,
  bucket: Resource,
  origin: Properties,
  uri: string,
): string | undefined {
  const name = nameOfUrn(bucket.urn);
  const control = text(origin.originAccessControlId);
  if (control !== undefined && account.get(T.originAccess, control) === undefined)
    return `no access control ${control}`;
  const [policy] = account.where(T.bucketPolicy, "bucket", bucket.id);
  if (!speaksOf(policy?.inputs.policy, shown(outputs.arn))) return `bucket ${name} does not admit the distribution`;
  const key = uri === "/" ? (text(inputs.defaultRootObject) ?? "") : uri.slice(1);
  const objects = account.where(T.bucketObject, "bucket", bucket.id);
  // What users have put into a bucket is none of the program's.
  if (objects.length === 0) return undefined;
  const object = objects.find((one) => one.inputs.key === key);
  if (object === undefined) return `bucket ${name} has no ${key}`;
  const headers = account.get(T.responseHeaders, shown(behaviour.responseHeadersPolicyId));
  const security = record(record(headers?.inputs.securityHeadersConfig).contentSecurityPolicy);
  const [html, csp] = [text(object.inputs.content), text(security.contentSecurityPolicy)];
  if (html === undefined || csp === undefined || runsScripts(html, csp)) return undefined;
  return `the policy blocks scripts of ${key}`;
}
