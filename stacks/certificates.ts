import type * as pulumi from "@pulumi/pulumi";

import { EDGE_REGION } from "../components/account";
import { Certificate } from "../components/edge";
import { existingCertificates, zoneOf } from "./config";
import { type Foundation } from "./context";

/** The certificate of the application's name, at the edge and in the stack's region. */
export interface AppCertificate {
  /** Issued, in us-east-1. */
  readonly edgeArn: pulumi.Input<string>;
  /** Issued, in the stack's region; made when it is asked for, and asked for where there is a public load balancer. */
  readonly regionalArn: () => pulumi.Input<string>;
}

/** Made in the zone of the name, or as the configuration has them; none without a domain. */
export function createCertificate({ config, opts }: Foundation): AppCertificate | undefined {
  const { domain } = config;
  if (domain === undefined) return undefined;
  const existing = existingCertificates(config);
  if (existing !== undefined) return { edgeArn: existing.edge, regionalArn: () => existing.regional };
  const common = { domainName: domain.name, zoneId: zoneOf(domain) };
  const { arn, validationRecords } = new Certificate(
    "edge-certificate",
    { ...common, alternativeNames: [...domain.aliases, ...domain.redirects], region: EDGE_REGION },
    opts,
  );
  return {
    edgeArn: arn,
    // CloudFront passes the viewer's Host on, which the origin's certificate must hold; redirects end at the edge.
    regionalArn: () =>
      new Certificate("public-certificate", { ...common, alternativeNames: domain.aliases, validationRecords }, opts)
        .arn,
  };
}
