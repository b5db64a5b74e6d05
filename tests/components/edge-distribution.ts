import { deploy } from "@toolkit/offline/testing";

import { Edge, type EdgeArgs, type LoadBalancerOrigin } from "../../components/edge";
import { site } from "./edge-support";
import { account } from "./infrastructure-support";

export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
export const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
export const VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin";
export const BALANCER_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/internal/1";

export const origin: LoadBalancerOrigin = {
  domainName: "public-1.us-east-1.elb.amazonaws.com",
  protocol: "https",
  port: 443,
  secretHeader: { name: "X-Origin-Verify", value: "s3cret" },
};
export const api = {
  domainName: "api-internal.app.example.com",
  loadBalancerArn: BALANCER_ARN,
  createAfter: [],
  protocol: "https",
  port: 443,
} as const;
export const domain = {
  name: "app.example.com",
  zoneId: "Z0123456789EXAMPLE",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
};

export const edge = ({ pages, ...change }: Partial<EdgeArgs> & Pick<EdgeArgs, "pages">, name = "edge") =>
  deploy(() => {
    const made = site();
    return new Edge(name, { account, site: made, pages, ready: made.objects, ...change });
  });
export const ssr = (change: Partial<EdgeArgs> = {}) => edge({ pages: { kind: "rendered", origin }, ...change });
export const spa = (change: Partial<EdgeArgs> = {}) =>
  edge({ pages: { kind: "stored", policy: { value: "default-src 'self'", reportOnly: false } }, api, ...change });

export interface Behaviour {
  pathPattern?: string;
  targetOriginId: string;
  cachePolicyId: string;
  originRequestPolicyId?: string;
  functionAssociations?: unknown[];
  viewerProtocolPolicy: string;
  allowedMethods: string[];
  responseHeadersPolicyId: string;
}
export const distribution = (made: Awaited<ReturnType<typeof edge>>) =>
  made.inputs(DISTRIBUTION) as unknown as {
    origins: Record<string, unknown>[];
    defaultCacheBehavior: Behaviour;
    orderedCacheBehaviors: Behaviour[];
    originGroups: unknown[];
    [key: string]: unknown;
  };
