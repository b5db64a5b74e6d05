import type { Account, Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import type { Properties, Value } from "../protocol/values";
import { weightsOf } from "../aws/shifts";
import { containersOf, number, record, records, shown, text, texts } from "../aws/look";

/** A request as a load balancer sees it. */
export interface Request {
  readonly port: number;
  readonly path: string;
  /** Headers that CloudFront adds, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What an edge location that has this configuration could not reach, one line each; nothing while all its origins
 * answer.
 *
 * @param config the inputs of the distribution as they were deployed to the location
 */
export function unreachable(account: Account, config: Properties): string[] {
  const origins = records(config.origins);
  const groups = records(config.originGroups);
  const behaviours = [record(config.defaultCacheBehavior), ...records(config.orderedCacheBehaviors)];
  const asked = behaviours.flatMap(({ pathPattern, targetOriginId }) => {
    const target = shown(targetOriginId);
    const group = groups.find(({ originId }) => originId === target);
    const members = group === undefined ? [target] : records(group.members).map(({ originId }) => shown(originId));
    return members.map((id) => ({ id, path: pathLike(text(pathPattern)) }));
  });
  const missing = asked.flatMap(({ id, path }) => {
    const origin = origins.find(({ originId }) => originId === id);
    return origin === undefined ? [`origin ${id}`] : withoutAnswer(account, origin, path);
  });
  return [...new Set([...missing, ...missingRoot(account, config)])];
}

/** A path that a pattern stands for: `/api/any` of `/api/*`. */
export const pathLike = (pattern = "/*"): string => pattern.replaceAll("*", "any").replaceAll("?", "a");

// Amazon CloudFront developer guide, "Request and response behavior for custom origins", HTTP request headers,
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
export const OF_CLOUDFRONT = { "x-amz-cf-id": "emulated" };

function withoutAnswer(account: Account, origin: Properties, path: string): string[] {
  const vpcOriginId = text(record(origin.vpcOriginConfig).vpcOriginId);
  if (vpcOriginId !== undefined) return withoutVpcOrigin(account, vpcOriginId, path);
  const bucket = bucketAt(account, origin.domainName);
  if (bucket !== undefined) return withoutBucket(account, bucket, origin);
  const [balancer] = account.where(T.loadBalancer, "dnsName", text(origin.domainName));
  if (balancer === undefined) return [`whatever answers as ${shown(origin.domainName)}`];
  const custom = record(origin.customOriginConfig);
  const port = number(custom.originProtocolPolicy === "https-only" ? custom.httpsPort : custom.httpPort) ?? 0;
  const own = records(origin.customHeaders).map(
    ({ name, value }) => [shown(name).toLowerCase(), shown(value)] as const,
  );
  const headers = { ...Object.fromEntries(own), ...OF_CLOUDFRONT };
  return withoutService(account, balancer, { port, path, headers });
}

function withoutVpcOrigin(account: Account, id: string, path: string): string[] {
  const endpoint = record(account.get(T.vpcOrigin, id)?.inputs.vpcOriginEndpointConfig);
  const [balancer] = account.where(T.loadBalancer, "arn", text(endpoint.arn));
  if (balancer === undefined) return [`the load balancer of VPC origin ${id}`];
  const port = number(endpoint.originProtocolPolicy === "https-only" ? endpoint.httpsPort : endpoint.httpPort) ?? 0;
  return withoutService(account, balancer, { port, path, headers: OF_CLOUDFRONT });
}

function bucketAt(account: Account, domainName: Value | undefined): Resource | undefined {
  return account.where(T.bucket, "bucketRegionalDomainName", text(domainName))[0];
}

function withoutBucket(account: Account, bucket: Resource, origin: Properties): string[] {
  const control = text(origin.originAccessControlId) ?? "";
  return [
    ...(account.get(T.originAccess, control) === undefined ? [`origin access control ${control}`] : []),
    ...(account.where(T.bucketPolicy, "bucket", bucket.id).length === 0 ? [`the policy of bucket ${bucket.id}`] : []),
  ];
}

/** A stored page that the distribution gives for `/`. */
function missingRoot(account: Account, config: Properties): string[] {
  const key = text(config.defaultRootObject);
  if (key === undefined) return [];
  const buckets = records(config.origins).flatMap(({ domainName }) => bucketAt(account, domainName) ?? []);
  const stored = buckets.some(({ id }) =>
    account.where(T.bucketObject, "bucket", id).some((object) => object.inputs.key === key),
  );
  return stored ? [] : [`object ${key}`];
}

/**
 * Follows a request through listener, rule and target group to the service, and on to what the service calls.
 *
 * @param met services on the way there: two may call each other
 */
function withoutService(
  account: Account,
  balancer: Resource,
  request: Request,
  met: readonly Resource[] = [],
): string[] {
  const where = `${balancer.id}:${request.port}`;
  if (!admits(account, balancer, request.port)) return [`a security group rule that admits port ${request.port}`];
  const listener = account
    .where(T.listener, "loadBalancerArn", balancer.outputs.arn)
    .find(({ inputs }) => number(inputs.port) === request.port);
  if (listener === undefined) return [`listener ${where}`];
  const rule = account
    .where(T.listenerRule, "listenerArn", listener.outputs.arn)
    .sort((one, other) => (number(one.inputs.priority) ?? 0) - (number(other.inputs.priority) ?? 0))
    .find(({ inputs }) => records(inputs.conditions).every((condition) => holds(condition, request)));
  if (rule === undefined) return [`a rule of ${where} that accepts the request`];
  const groups = Object.entries(weightsOf(rule)).flatMap(([arn, weight]) => (weight > 0 ? [arn] : []));
  const service = account
    .all(T.service)
    .find(({ inputs }) =>
      records(inputs.loadBalancers).some(({ targetGroupArn, advancedConfiguration }) =>
        [targetGroupArn, record(advancedConfiguration).alternateTargetGroupArn].some((arn) =>
          groups.includes(shown(arn)),
        ),
      ),
    );
  if (service === undefined || number(service.inputs.desiredCount) === 0) return [`a service behind ${where}`];
  if (met.includes(service)) return [];
  return calls(account, service).flatMap((called) =>
    withoutService(account, called.balancer, called.request, [...met, service]),
  );
}

/** True when a group of the load balancer lets somebody in at this port; from where is the reachability tests' part. */
function admits(account: Account, balancer: Resource, port: number): boolean {
  return texts(balancer.inputs.securityGroups)
    .flatMap((group) => account.where(T.ingressRule, "securityGroupId", group))
    .some(({ inputs }) => (number(inputs.fromPort) ?? 0) <= port && port <= (number(inputs.toPort) ?? 65_535));
}

/** Whether a condition of a listener rule is met. */
export function holds({ httpHeader, pathPattern }: Properties, { headers, path }: Request): boolean {
  const header = record(httpHeader);
  const name = text(header.httpHeaderName)?.toLowerCase();
  if (name !== undefined) {
    const value = headers[name];
    return value !== undefined && texts(header.values).some((pattern) => covers(pattern, value));
  }
  const patterns = texts(record(pathPattern).values);
  return patterns.length === 0 || patterns.some((pattern) => covers(pattern, path));
}

/** Elastic Load Balancing user guide, "Path conditions": `*` is any characters, `?` exactly one. */
export function covers(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(path);
}

/** Addresses that stand in the environment of a task's containers. */
export function urlsOf(account: Account, taskDefinition: Value | undefined): URL[] {
  const [definition] = account.where(T.taskDefinition, "arn", text(taskDefinition));
  return containersOf(definition)
    .flatMap(({ environment }) => records(environment))
    .flatMap(({ value }) => (/^https?:\/\//.test(shown(value)) ? [new URL(shown(value))] : []));
}

export const portOf = (url: URL): number => Number(url.port === "" ? (url.protocol === "https:" ? 443 : 80) : url.port);

/** Load balancers whose address stands in the environment of a service's containers. */
function calls(account: Account, service: Resource): { balancer: Resource; request: Request }[] {
  return urlsOf(account, service.inputs.taskDefinition).flatMap((url) => {
    const balancer = balancerNamed(account, url.hostname);
    return balancer === undefined
      ? []
      : [{ balancer, request: { port: portOf(url), path: url.pathname, headers: {} } }];
  });
}

/** By its own name, or by a record that is an alias of it. */
export function balancerNamed(account: Account, host: string): Resource | undefined {
  const [alias] = account.where(T.record, "name", host).flatMap(({ inputs }) => records(inputs.aliases));
  const name = alias === undefined ? host : shown(alias.name);
  return account.all(T.loadBalancer).find(({ outputs }) => shown(outputs.dnsName).toLowerCase() === name.toLowerCase());
}
