import { EDGE_REGION, EXAMPLE_ACCOUNT } from "../../../components/account";
import { internalHostName } from "../domain";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";

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
