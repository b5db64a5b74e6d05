import { T } from "@toolkit/offline/aws-types";
import type { Account } from "../aws/account";
import { text, texts } from "../aws/look";
import type { Value } from "../protocol/values";

/** Host names are compared without case, and without the dot at their end. */
export const plainHost = (name: Value | undefined): string => (text(name) ?? "").toLowerCase().replace(/\.$/, "");

/**
 * Whether a certificate is for one of these hosts. One of somebody else, which the account does not show, is taken to be.
 *
 * Source: AWS Certificate Manager user guide, "Wildcard names": the asterisk stands for one label,
 * https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html
 */
export function certifies(account: Account, arn: Value | undefined, hosts: readonly string[]): boolean {
  const [certificate] = account.where(T.certificate, "arn", text(arn));
  if (certificate === undefined) return true;
  const { domainName, subjectAlternativeNames } = certificate.inputs;
  return [plainHost(domainName), ...texts(subjectAlternativeNames).map(plainHost)].some((name) =>
    hosts.some((host) => host === name || (name.startsWith("*.") && host.replace(/^[^.]+/, "*") === name)),
  );
}
