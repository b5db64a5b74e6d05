import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn, EDGE_REGION } from "../account";
import { type PolicyStatement, statement } from "../security/iam";
import { createLogBucket } from "./log-bucket";

export interface LogArchiveArgs {
  readonly account: AccountContext;
  /** Names of the load balancers that log here. They may come and go: the policy admits them before they exist. */
  readonly loadBalancers: readonly string[];
  /** Age in days at which logs are deleted. */
  readonly expireAfterDays: number;
  /** Delete the bucket even when it holds logs. @default false */
  readonly forceDestroy?: boolean | undefined;
  /** Pulumi refuses to delete the bucket. @default true */
  readonly protect?: boolean | undefined;
}

/** Settings of a load balancer that logs to the archive. */
export interface LoadBalancerLogTargets {
  readonly accessLogs: { readonly bucket: pulumi.Output<string>; readonly prefix: string };
  readonly connectionLogs: { readonly bucket: pulumi.Output<string>; readonly prefix: string };
  readonly logsReady: readonly pulumi.Resource[];
}

const SERVER_ACCESS_LOGS = "s3/";

/**
 * The one bucket for access logs of load balancers, of buckets whose name starts with the prefix, and of the
 * distribution.
 *
 * It uses SSE-S3, the only encryption that load balancers and server access logging can write under, and has one
 * policy that names each writer with its prefix. Load balancers write to `load-balancers/<name>/access` and
 * `/connections`, buckets to `s3/`, CloudFront to `AWSLogs/<account>/CloudFront`. Costs what it stores.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Storage (Standard): 0.023 per GB-month first 50 TB
 * - Writes: 0.005 per 1k PUT/COPY/POST/LIST
 * </cost>
 *
 * @example
 * ```ts
 * const archive = new LogArchive("access-logs", { account, loadBalancers: ["public"], expireAfterDays: 400 });
 * const { accessLogs, connectionLogs } = archive.loadBalancerLogs("public");
 * ```
 */
export class LogArchive extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** The bucket's policy and encryption, which every writer waits for. */
  readonly ready: readonly pulumi.Resource[];
  readonly #loadBalancers: readonly string[];

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:LogArchive", name, {}, opts);
    const { forceDestroy = false, protect = true, account, expireAfterDays } = args;
    const { bucket, ready } = createLogBucket(
      name,
      { account, expireAfterDays, forceDestroy, protect, statements: (bucketArn) => writers(bucketArn, args) },
      { parent: this },
    );
    this.#loadBalancers = args.loadBalancers;
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.ready = ready;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  /** Where one of `loadBalancers` writes. */
  loadBalancerLogs(loadBalancer: string): LoadBalancerLogTargets {
    if (!this.#loadBalancers.includes(loadBalancer)) {
      throw new Error(`The log archive's policy does not admit the load balancer ${loadBalancer}`);
    }
    const target = (kind: LogKind) => ({ bucket: this.bucketName, prefix: loadBalancerPrefix(loadBalancer, kind) });
    return { accessLogs: target("access"), connectionLogs: target("connections"), logsReady: this.ready };
  }
}

/**
 * Server access logs of a bucket of the stack, in the archive, by date. Nothing without an archive.
 *
 * @param name of the setting: the source bucket's logical name.
 */
export function logTo(
  name: string,
  archive: LogArchive | undefined,
  bucketName: pulumi.Input<string>,
  opts: { parent: pulumi.Resource },
): void {
  if (archive === undefined) return;
  new aws.s3.BucketLogging(
    name,
    {
      bucket: bucketName,
      targetBucket: archive.bucketName,
      targetPrefix: SERVER_ACCESS_LOGS,
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    },
    { parent: opts.parent, dependsOn: [...archive.ready] },
  );
}

type LogKind = "access" | "connections";

const loadBalancerPrefix = (name: string, kind: LogKind): string => `load-balancers/${name}/${kind}`;

/**
 * Who writes where, each on behalf of this account only.
 *
 * Sources: Elastic Load Balancing, "Enable access logs for your Application Load Balancer"; Amazon S3, "Enabling
 * Amazon S3 server access logging"; Amazon CloudFront, "Configure standard logging (v2)", whose statement AWS would
 * otherwise add by itself and so change the policy behind Pulumi's back.
 */
function writers(bucketArn: pulumi.Output<string>, args: LogArchiveArgs): PolicyStatement[] {
  const { account } = args;
  const { accountId, partition } = account;
  const loadBalancerPrefixes = args.loadBalancers.flatMap((name) => [
    loadBalancerPrefix(name, "access"),
    loadBalancerPrefix(name, "connections"),
  ]);
  return [
    statement({
      sid: "LoadBalancers",
      principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: loadBalancerPrefixes.map((path) => pulumi.interpolate`${bucketArn}/${path}/AWSLogs/${accountId}/*`),
      conditions: { ArnLike: { "aws:SourceArn": arn(account, "elasticloadbalancing", "loadbalancer/*") } },
    }),
    statement({
      sid: "ServerAccessLogs",
      principal: { Service: "logging.s3.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [pulumi.interpolate`${bucketArn}/${SERVER_ACCESS_LOGS}*`],
      conditions: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:s3:::${account.prefix}-*` },
      },
    }),
    statement({
      sid: "Distribution",
      principal: { Service: "delivery.logs.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/*`],
      conditions: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": arn(account, "logs", "delivery-source:*", { region: EDGE_REGION }) },
      },
    }),
  ];
}
