import { companionRule, customRule, inputRule, isSet, noneOf, oneOf } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asTexts, valueAt } from "../values";

const CERTIFICATE = { type: T.certificate, severity: "medium" } as const;
const MAX_ROTATION_DAYS = 90;

/** Days between rotations, of a number of days or `rate(n days)`; undefined for a cron expression. */
function rotationDays(rules: unknown): number | undefined {
  const days = valueAt(rules, "automaticallyAfterDays");
  if (typeof days === "number") return days;
  const rate = /^rate\((\d+) days?\)$/.exec(String(valueAt(rules, "scheduleExpression")));
  return rate === null ? undefined : Number(rate[1]);
}

/** ACM certificates. */
export const certificateRules: readonly Rule[] = [
  inputRule({
    ...CERTIFICATE,
    id: "certificate-renews",
    answers: "ACM.1",
    severity: "high",
    title: "ACM can renew certificates without anybody's mail",
    fix: "Set validationMethod to DNS.",
    path: "validationMethod",
    accepts: oneOf("DNS"),
    good: "DNS",
    bad: "EMAIL",
  }),
  inputRule({
    ...CERTIFICATE,
    id: "certificate-key",
    answers: "ACM.2",
    severity: "high",
    title: "Certificates have a strong key",
    fix: "Set keyAlgorithm to EC_prime256v1.",
    path: "keyAlgorithm",
    accepts: noneOf("RSA_1024"),
    good: "EC_prime256v1",
    bad: "RSA_1024",
  }),
  inputRule({
    ...CERTIFICATE,
    id: "certificate-transparency",
    answers: "CKV_AWS_234",
    title: "Certificates are in the transparency log, where a false one would show",
    fix: "Set certificateTransparencyLoggingPreference to ENABLED.",
    path: "options.certificateTransparencyLoggingPreference",
    accepts: oneOf("ENABLED", undefined),
    good: "ENABLED",
    bad: "DISABLED",
  }),
  customRule({
    id: "certificate-no-wildcard",
    answers: "CKV2_AWS_71",
    severity: "medium",
    title: "Certificates name every host",
    fix: "Write the names out.",
    types: [T.certificate],
    check: ({ inputs }) =>
      [...asTexts(inputs.domainName), ...asTexts(inputs.subjectAlternativeNames)]
        .filter((name) => name.startsWith("*"))
        .map((name) => ({ message: `covers ${name}` })),
    compliant: [{ type: T.certificate, inputs: { domainName: "app.example.com" } }],
    breaks: [
      { type: T.certificate, path: "domainName", to: "*.example.com" },
      { type: T.certificate, path: "subjectAlternativeNames", to: ["*.example.com"] },
    ],
  }),
  customRule({
    id: "certificate-replaced-first",
    answers: "CKV_AWS_233",
    severity: "medium",
    title: "A new certificate is there before the old one goes",
    fix: "Leave deleteBeforeReplace out.",
    types: [T.certificate],
    check: ({ deleteBeforeReplace }) =>
      deleteBeforeReplace === true ? [{ message: "is deleted before its replacement exists" }] : [],
    compliant: [{ type: T.certificate }],
    breaks: [{ type: T.certificate, path: "@deleteBeforeReplace", to: true }],
  }),
];

/** Secrets Manager. */
export const secretRules: readonly Rule[] = [
  inputRule({
    id: "secret-customer-key",
    answers: "CKV_AWS_149",
    severity: "medium",
    title: "Secrets are encrypted with a customer managed key",
    fix: "Set kmsKeyId.",
    type: T.secret,
    path: "kmsKeyId",
    accepts: isSet,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: undefined,
  }),
  companionRule({
    id: "secret-rotates",
    answers: "CKV2_AWS_57 SecretsManager.1 nag:SMG4",
    severity: "medium",
    title: "Secrets are rotated by themselves",
    fix: "Add a SecretRotation.",
    type: T.secret,
    companion: T.secretRotation,
    link: "secretId",
  }),
  customRule({
    id: "secret-rotates-often",
    answers: "CKV_AWS_304 SecretsManager.2 SecretsManager.4 nag:SMG4",
    severity: "medium",
    title: `Secrets are rotated within ${MAX_ROTATION_DAYS} days`,
    fix: "Set automaticallyAfterDays to 90 or less.",
    types: [T.secretRotation],
    check: ({ inputs }) => {
      const days = rotationDays(inputs.rotationRules);
      const isCron = String(valueAt(inputs.rotationRules, "scheduleExpression")).startsWith("cron(");
      return isCron || (days !== undefined && days <= MAX_ROTATION_DAYS)
        ? []
        : [{ message: `rotates after ${days ?? "an unknown number of"} days` }];
    },
    compliant: [{ type: T.secretRotation, inputs: { rotationRules: { automaticallyAfterDays: 30 } } }],
    breaks: [
      { type: T.secretRotation, path: "rotationRules.automaticallyAfterDays", to: 365 },
      { type: T.secretRotation, path: "rotationRules", to: { scheduleExpression: "rate(400 days)" } },
    ],
  }),
];
