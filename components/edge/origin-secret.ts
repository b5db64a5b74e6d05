import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { refuse } from "../errors";

export interface OriginSecretArgs {
  /** Version that CloudFront sends. */
  readonly send: number;
  /** Versions that the load balancer lets in, the sent one among them. */
  readonly accept: readonly number[];
}

/** Load balancer conditions are patterns, so the value must hold neither `*` nor `?`: letters and digits only. */
const LENGTH = 64;

/**
 * The header value by which the public load balancer knows this distribution.
 *
 * Creates one random password a version. To rotate without a refused request, deploy twice: first send the next
 * version, which is accepted already; then, when the distribution has it everywhere, stop accepting the old one.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - free
 * </cost>
 *
 * @example
 * ```ts
 * const secret = new OriginSecret("origin-secret", { send: 1, accept: [1, 2] });
 * const header = { name: secret.headerName, values: secret.accepted };
 * ```
 */
export class OriginSecret extends pulumi.ComponentResource {
  readonly headerName = "X-Origin-Verify";
  readonly sent: pulumi.Output<string>;
  readonly accepted: readonly pulumi.Output<string>[];

  constructor(name: string, args: OriginSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:OriginSecret", name, {}, opts);
    const { send, accept } = args;
    const sender = accept.indexOf(send);
    refuse(
      name,
      sender === -1 ? [`accept must hold ${send}, the version that is sent, got [${accept.join(", ")}]`] : [],
    );

    const versions = accept.map(
      (version) =>
        new random.RandomPassword(`${name}-${version}`, { length: LENGTH, special: false }, { parent: this }),
    );
    this.accepted = versions.map((version) => version.result);
    this.sent = this.accepted[sender] ?? pulumi.secret("");
    this.registerOutputs({});
  }
}
