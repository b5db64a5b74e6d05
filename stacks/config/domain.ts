import { type StackConfig } from "./stack-config";

/** The name that callers inside the VPC and CloudFront's VPC origin use; see docs/decisions/domain.md. */
export const internalHostName = (name: string): string => `api-internal.${name}`;

/** Certificates that exist already, so that none is made. */
export interface ExistingCertificates {
  /** In us-east-1. */
  readonly edge: string;
  /** In the stack's region, for the name and its internal one. */
  readonly regional: string;
}

/** What `domain.certificateArn` says; one certificate serves both where the stack is in us-east-1. */
export function existingCertificates({ domain }: Pick<StackConfig, "domain">): ExistingCertificates | undefined {
  if (domain?.certificateArn === undefined) return undefined;
  return { edge: domain.certificateArn, regional: domain.regionalCertificateArn ?? domain.certificateArn };
}

/** The public zone, where this stack makes records and proves its names. */
export function zoneOf(domain: NonNullable<StackConfig["domain"]>): string {
  if (domain.zoneId === undefined)
    throw new Error(`The configuration names neither a zone nor a certificate for ${domain.name}.`);
  return domain.zoneId;
}
