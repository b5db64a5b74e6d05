import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { internalHostName } from "../../../stacks/config/domain";
import { rawValues } from "../../../stacks/config/raw-values";
import { type Aws } from "../../aws/aws";
import { type PreviewStep, resourceOf } from "./preview-document";

/** A certificate that exists already, and the names that this stack needs it for. */
export interface NeededCertificate {
  readonly arn: string;
  readonly names: readonly string[];
}

/** What ACM says of a certificate. */
export interface CertificateState {
  readonly status: string;
  readonly names: readonly string[];
  /** CNAMEs that prove the names which are not proved yet. */
  readonly records: readonly string[];
}

const configured = z.object({
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  certificateArn: z.string(),
  regionalCertificateArn: z.string().optional(),
});

/** Certificates that `webapp:domain` names, by the configuration of a preview; none where the stack makes its own. */
export function certificatesIn(
  config: Readonly<Record<string, string>>,
  steps: readonly PreviewStep[],
): NeededCertificate[] {
  const { data: domain } = configured.safeParse(rawValues(config, "webapp").domain);
  if (domain === undefined) return [];
  const { name, aliases, certificateArn, regionalCertificateArn = certificateArn } = domain;
  const pages = config["webapp:frontend"] === "spa" ? [] : [name, ...aliases];
  const needed = [
    { arn: certificateArn, names: aliasesIn(steps) ?? [name] },
    { arn: regionalCertificateArn, names: [...pages, internalHostName(name)] },
  ];
  return [...new Set(needed.map(({ arn }) => arn))].map((arn) => ({
    arn,
    names: [...new Set(needed.filter((one) => one.arn === arn).flatMap(({ names }) => names))],
  }));
}

/** Every name of the distribution that the deployment will leave. */
function aliasesIn(steps: readonly PreviewStep[]): string[] | undefined {
  const distribution = steps.find(({ urn }) => resourceOf(urn).type === "aws:cloudfront/distribution:Distribution");
  return z.array(z.string()).safeParse(distribution?.newState?.inputs?.aliases).data;
}

/** Whether a certificate covers a name: itself, or with a star in the place of its first label. */
export const covers = (names: readonly string[], name: string): boolean =>
  names.some((own) => own === name || (own.startsWith("*.") && own.slice(2) === name.split(".").slice(1).join(".")));

/** What ends the wait for a certificate: it may be used, or never will be. Undefined while somebody must make records. */
export function verdictOn({ arn, names }: NeededCertificate, state: CertificateState): "issued" | undefined {
  const missing = names.filter((name) => !covers(state.names, name));
  if (missing.length > 0) {
    throw new RunError(
      `The certificate ${arn} is for ${state.names.join(", ")} and not for ${missing.join(", ")}: request one for all of them. See docs/deploy.md#a-zone-elsewhere`,
    );
  }
  if (state.status === "ISSUED") return "issued";
  if (state.status === "PENDING_VALIDATION") return undefined;
  throw new RunError(`The certificate ${arn} is ${state.status}: request another. See docs/deploy.md#a-zone-elsewhere`);
}

const answer = z.object({
  Certificate: z.object({
    Status: z.string(),
    SubjectAlternativeNames: z.array(z.string()).default([]),
    DomainValidationOptions: z
      .array(
        z.object({
          ValidationStatus: z.string().optional(),
          ResourceRecord: z.object({ Name: z.string(), Type: z.string(), Value: z.string() }).optional(),
        }),
      )
      .default([]),
  }),
});

/** Asks ACM, in the region of the certificate. */
export async function certificateState(aws: Aws, arn: string): Promise<CertificateState> {
  const region = arn.split(":")[3] ?? "";
  const asked = ["--certificate-arn", arn, "--region", region];
  const { Certificate } = await aws.ask(answer, "acm", "describe-certificate", ...asked);
  const records = Certificate.DomainValidationOptions.filter(({ ValidationStatus }) => ValidationStatus !== "SUCCESS");
  return {
    status: Certificate.Status,
    names: Certificate.SubjectAlternativeNames,
    records: records.flatMap(({ ResourceRecord: record }) =>
      record === undefined ? [] : [`${record.Name} ${record.Type} ${record.Value}`],
    ),
  };
}
