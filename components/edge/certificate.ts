import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CertificateArgs {
  /** The one host name of the certificate. */
  readonly domainName: string;
  /** Public hosted zone that proves the name. */
  readonly zoneId: string;
  /** Region of the certificate; CloudFront reads `us-east-1` only. @default the provider's region */
  readonly region?: string | undefined;
  /**
   * Validation record of another certificate for the same name. ACM gives one name one CNAME in every region, so
   * a second record would be refused. @default a record of its own
   */
  readonly validationRecord?: aws.route53.Record | undefined;
}

/**
 * A public certificate, validated by DNS, usable once it is issued.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - free
 * </cost>
 *
 * @example
 * ```ts
 * const certificate = new Certificate("edge-certificate", {
 *   domainName: "app.example.com",
 *   zoneId: "Z0123456789EXAMPLE",
 *   region: "us-east-1",
 * });
 * ```
 */
export class Certificate extends pulumi.ComponentResource {
  /** ARN that is known only after ACM has issued the certificate. */
  readonly arn: pulumi.Output<string>;
  readonly validationRecord: aws.route53.Record;

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:Certificate", name, {}, opts);
    const { region } = args;

    const certificate = new aws.acm.Certificate(
      name,
      {
        domainName: args.domainName,
        validationMethod: "DNS",
        keyAlgorithm: "EC_prime256v1",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
        region,
      },
      { parent: this },
    );
    const option = certificate.domainValidationOptions.apply((options) => {
      const [first] = options;
      if (first === undefined) throw new Error(`ACM named no validation record for ${args.domainName}`);
      return first;
    });
    this.validationRecord =
      args.validationRecord ??
      new aws.route53.Record(
        name,
        {
          zoneId: args.zoneId,
          name: option.resourceRecordName,
          type: option.resourceRecordType,
          records: [option.resourceRecordValue],
          ttl: 300,
        },
        { parent: this },
      );
    const validation = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [this.validationRecord.fqdn], region },
      { parent: this, customTimeouts: { create: "75m" } },
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
