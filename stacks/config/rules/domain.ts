import { EDGE_REGION, EXAMPLE_ACCOUNT } from "../../../components/account";
import { hostsOf } from "../../../components/edge/hosts";
import { internalHostName } from "../domain";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";

/** Names that one certificate holds unless a higher quota was granted ("Quotas", ACM user guide). */
const CERTIFICATE_NAMES = 10;

/** Host names that could not all lead here. */
export function hostProblems({ domain }: StackConfig): Problem[] {
  if (domain === undefined) return [];
  const hosts = hostsOf(domain);
  const problem = (key: string, value: string, fix: string): Problem => ({ key: `webapp:domain.${key}`, value, fix });
  const further = (["aliases", "redirects"] as const).flatMap((list) =>
    domain[list].map((host, index) => ({ host, key: `${list}.${index}` })),
  );
  return [
    ...further.flatMap(({ host, key }, index) => [
      ...(hosts.indexOf(host) <= index ? [problem(key, host, "stands there twice: a host has one use")] : []),
      ...(host === internalHostName(domain.name)
        ? [problem(key, host, "is the name that CloudFront reaches the backend by")]
        : []),
      ...(domain.zoneId !== undefined && !canShareZone(host, domain.name)
        ? [problem(key, host, `is in no zone that holds ${domain.name}: one zone has the records of all`)]
        : []),
    ]),
    ...(hosts.length > CERTIFICATE_NAMES
      ? [{ key: "webapp:domain", fix: `has ${hosts.length} host names; a certificate takes ${CERTIFICATE_NAMES}` }]
      : []),
  ];
}

/** Whether a zone may hold both: it is a domain above or at each, and no top-level domain. */
function canShareZone(one: string, other: string): boolean {
  const [a, b] = [one, other].map((host) => host.split(".").reverse());
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

/** Certificates are all made, in a zone that proves the name, or all there already. */
export function domainProblems({ domain, aws }: StackConfig): Problem[] {
  if (domain === undefined) return [];
  const { name, zoneId, certificateArn, regionalCertificateArn } = domain;
  const problem = (key: string, fix: string, value?: string): Problem => ({ key: `webapp:domain.${key}`, value, fix });
  if (certificateArn === undefined) {
    return [
      ...(zoneId === undefined
        ? [
            problem(
              "zoneId",
              "is missing: name the public hosted zone, or with a zone elsewhere an existing domain.certificateArn",
            ),
          ]
        : []),
      ...(regionalCertificateArn === undefined
        ? []
        : [
            problem(
              "regionalCertificateArn",
              "does nothing without domain.certificateArn: name both",
              regionalCertificateArn,
            ),
          ]),
    ];
  }
  const covers = `${name} and ${internalHostName(name)}`;
  return [
    ...inPlace(
      "certificateArn",
      certificateArn,
      EDGE_REGION,
      "the only region whose certificates CloudFront takes",
      aws,
    ),
    ...(regionalCertificateArn === undefined && aws.region !== EDGE_REGION
      ? [
          problem(
            "regionalCertificateArn",
            `is missing: the load balancers need a certificate of ${aws.region} for ${covers}`,
          ),
        ]
      : []),
    ...(regionalCertificateArn === undefined
      ? []
      : inPlace("regionalCertificateArn", regionalCertificateArn, aws.region, "the region of the load balancers", aws)),
  ];
}

function inPlace(setting: string, arn: string, region: string, why: string, aws: StackConfig["aws"]): Problem[] {
  const [, , , itsRegion, account = ""] = arn.split(":");
  const key = `webapp:domain.${setting}`;
  const accounts = aws.allowedAccountIds ?? [];
  const isForeign = accounts.length > 0 && account !== EXAMPLE_ACCOUNT && !accounts.includes(account);
  return [
    ...(itsRegion === region ? [] : [{ key, value: arn, fix: `must be in ${region}, ${why}` }]),
    ...(isForeign
      ? [
          {
            key,
            value: arn,
            fix: `is in account ${account}, which aws:allowedAccountIds does not hold: ACM lends no certificates`,
          },
        ]
      : []),
  ];
}
