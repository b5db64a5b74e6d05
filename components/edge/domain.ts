import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { type EdgeHosts, hostsOf } from "./hosts";

export interface EdgeDomain extends EdgeHosts {
  /** Public zone of the alias records. @default none are made: the names' records are somebody else's */
  readonly zoneId?: string | undefined;
  /** Issued certificate of all names, in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
}

/** Makes every name answer with the distribution's addresses; the application's own keeps the shortest logical name. */
export function createAliasRecords(
  name: string,
  domain: EdgeHosts,
  zoneId: string,
  distribution: aws.cloudfront.Distribution,
  { parent }: { readonly parent: pulumi.Resource },
): void {
  for (const host of hostsOf(domain)) {
    for (const type of ["A", "AAAA"] as const) {
      const suffix = type.toLowerCase();
      new aws.route53.Record(
        host === domain.name ? `${name}-${suffix}` : `${name}-${host}-${suffix}`,
        {
          zoneId,
          name: host,
          type,
          aliases: [{ name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false }],
        },
        { parent },
      );
    }
  }
}
