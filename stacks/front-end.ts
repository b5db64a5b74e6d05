import type * as pulumi from "@pulumi/pulumi";

import { type FargateService, type LoadBalancer } from "../components/compute";
import { type SecretRedeploy } from "../components/data";
import { type ApiOrigin, type LoadBalancerOrigin } from "../components/edge";
import { type Backend } from "./backend";
import { type Foundation } from "./context";

/** What a variant's front end gives the edge. */
export interface FrontEnd {
  /** Pages rendered by containers; absent when they are stored. */
  readonly application?: LoadBalancerOrigin;
  /** The backend, when browsers call it. */
  readonly api?: ApiOrigin;
  /** Policy of stored pages; rendered ones bring their own. */
  readonly contentSecurityPolicy?: string;
  /** What renders the pages; absent when they are stored. */
  readonly containers?: {
    readonly service: FargateService;
    readonly loadBalancer: LoadBalancer;
    /** Restarts the service when a secret changes. */
    readonly redeploy?: SecretRedeploy;
  };
  /** What must be there before viewers are sent to this front end. */
  readonly ready: readonly pulumi.Resource[];
}

/** The backend as CloudFront reaches it: the internal load balancer, through a VPC origin. */
export const apiOriginOf = ({ network, ports }: Foundation, backend: Backend): ApiOrigin => ({
  domainName: backend.hostName,
  loadBalancerArn: backend.loadBalancer.arn,
  createAfter: [network.internetGateway],
  ...ports.internalAlb,
});
