import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CertificateArgs {
  readonly domainName: string;
  /** Further host names, in the same zone. @default none */
  readonly alternativeNames?: readonly string[];
  /** Public hosted zone that proves the names. */
  readonly zoneId: string;
  /** Region of the certificate; CloudFront reads `us-east-1` only. @default the provider's region */
  readonly region?: string | undefined;
  /**
   * Validation records of another certificate, by host name. ACM gives one name one CNAME in every region, so
   * a second record would be refused. @default records of its own
   */
  readonly validationRecords?: ReadonlyMap<string, aws.route53.Record> | undefined;
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
  /** By host name. */
  readonly validationRecords: ReadonlyMap<string, aws.route53.Record>;

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:edge:Certificate", name, {}, opts);
    const { region, domainName, alternativeNames = [] } = args;

    const certificate = new aws.acm.Certificate(
      name,
      {
        domainName,
        subjectAlternativeNames: alternativeNames.length === 0 ? undefined : [...alternativeNames],
        validationMethod: "DNS",
        keyAlgorithm: "EC_prime256v1",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
        region,
      },
      { parent: this },
    );
    const record = (host: string) =>
      args.validationRecords?.get(host) ??
      this.validationRecordOf(host === domainName ? name : `${name}-${host}`, host, args.zoneId, certificate);
    this.validationRecords = new Map([domainName, ...alternativeNames].map((host) => [host, record(host)]));
    const validation = new aws.acm.CertificateValidation(
      name,
      {
        certificateArn: certificate.arn,
        validationRecordFqdns: [...this.validationRecords.values()].map(({ fqdn }) => fqdn),
        region,
      },
      { parent: this, customTimeouts: { create: "75m" } },
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }

  private validationRecordOf(name: string, host: string, zoneId: string, certificate: aws.acm.Certificate) {
    const option = certificate.domainValidationOptions.apply((options) => {
      const found = options.find(({ domainName }) => domainName === host);
      if (found === undefined) throw new Error(`ACM named no validation record for ${host}`);
      return found;
    });
    return new aws.route53.Record(
      name,
      {
        zoneId,
        name: option.resourceRecordName,
        type: option.resourceRecordType,
        records: [option.resourceRecordValue],
        ttl: 300,
      },
      { parent: this },
    );
  }
}
