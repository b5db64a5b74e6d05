import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../errors";

/** Modern TLS 1.2 and 1.3 with post-quantum key exchange; one of the policies that ELB.17 and CKV2_AWS_74 accept. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Longest name that still fits 32 characters after the engine's suffix of 8. */
const NAME_LENGTH = 24;

/** A port that the load balancer answers on. */
export type ListenerSettings =
  | { readonly protocol: "HTTPS"; readonly port: number; readonly certificateArn: pulumi.Input<string> }
  | { readonly protocol: "HTTP"; readonly port: number };

/** Where a load balancer writes logs. The bucket uses SSE-S3 and its policy exists before (`opts.dependsOn`). */
export interface LoadBalancerLogs {
  readonly bucket: pulumi.Input<string>;
  readonly prefix: string;
}

export interface LoadBalancerArgs {
  /** Reachable from inside the VPC only. */
  readonly internal: boolean;
  /** Subnets in at least two AZs. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Groups that admit traffic; `Security` owns their rules. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly listeners: readonly ListenerSettings[];
  /** Refuse deletion. @default false */
  readonly deletionProtection?: boolean | undefined;
  /** One line per request. @default none */
  readonly accessLogs?: LoadBalancerLogs | undefined;
  /** One line per TLS connection. @default none */
  readonly connectionLogs?: LoadBalancerLogs | undefined;
  /** Policy of the logs' bucket, without which AWS refuses to turn logs on. @default none */
  readonly logsReady?: readonly pulumi.Resource[] | undefined;
  /** Seconds before an idle connection is closed; applications keep theirs open longer. @default 60 */
  readonly idleTimeoutSeconds?: number | undefined;
}

/**
 * An Application Load Balancer that answers 403 to everything its rules do not forward.
 *
 * It drops invalid headers, refuses ambiguous requests, keeps the viewer's Host header, and names no server software.
 * Cost: the hour of a load balancer and its capacity units, even when idle.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Application load balancer: 16.43 a month
 * - Load balancer capacity units: 0.008 per LCU-h
 * </cost>
 *
 * @example
 * ```ts
 * const loadBalancer = new LoadBalancer("public", {
 *   internal: false,
 *   subnetIds: network.publicSubnetIds,
 *   securityGroupIds: security.interfaceGroupIds("publicAlb"),
 *   listeners: [{ protocol: "HTTPS", port: 443, certificateArn: certificate.arn }],
 * });
 * ```
 */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** `app/<name>/<id>`, for metrics. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of `dnsName`, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** Listener of each port. */
  readonly listeners: ReadonlyMap<number, aws.lb.Listener>;
  /** ARN of the first listener. */
  readonly listenerArn: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:LoadBalancer", name, {}, opts);
    const { deletionProtection = false, idleTimeoutSeconds = 60, logsReady = [] } = args;
    refuse(name, loadBalancerProblems(name, args));

    const balancer = new aws.lb.LoadBalancer(
      name,
      {
        loadBalancerType: "application",
        internal: args.internal,
        subnets: args.subnetIds,
        securityGroups: args.securityGroupIds,
        enableDeletionProtection: deletionProtection,
        idleTimeout: idleTimeoutSeconds,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "strictest",
        xffHeaderProcessingMode: "append",
        enableHttp2: true,
        enableWafFailOpen: false,
        // Otherwise a listener on a port other than 443 adds the port to Host, and the origin check of forms fails.
        preserveHostHeader: true,
        accessLogs: args.accessLogs && { ...args.accessLogs, enabled: true },
        connectionLogs: args.connectionLogs && { ...args.connectionLogs, enabled: true },
      },
      { parent: this, dependsOn: [...logsReady] },
    );
    this.listeners = new Map(
      args.listeners.map((listener) => [listener.port, this.createListener(name, balancer, listener)]),
    );

    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    const [first] = this.listeners.values();
    this.listenerArn = pulumi.output(first?.arn ?? "");
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName });
  }

  private createListener(name: string, balancer: aws.lb.LoadBalancer, listener: ListenerSettings): aws.lb.Listener {
    return new aws.lb.Listener(
      `${name}-${listener.port}`,
      {
        loadBalancerArn: balancer.arn,
        port: listener.port,
        protocol: listener.protocol,
        ...(listener.protocol === "HTTPS" ? { certificateArn: listener.certificateArn, sslPolicy: TLS_POLICY } : {}),
        routingHttpResponseServerEnabled: false,
        defaultActions: [
          {
            type: "fixed-response",
            fixedResponse: { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
          },
        ],
      },
      { parent: this },
    );
  }
}

function loadBalancerProblems(name: string, args: LoadBalancerArgs): string[] {
  const ports = args.listeners.map((listener) => listener.port);
  return [
    ...(name.length <= NAME_LENGTH ? [] : [`the name has ${name.length} characters: use at most ${NAME_LENGTH}.`]),
    // The engine appends "-" and a suffix, so "internal" itself becomes such a name.
    ...(/^internal(-|$)/.test(name) ? [`AWS refuses names that start with "internal-".`] : []),
    ...(ports.length > 0 ? [] : ["it needs at least one listener."]),
    ...(new Set(ports).size === ports.length ? [] : [`two listeners share a port: ${ports.join(", ")}.`]),
  ];
}
