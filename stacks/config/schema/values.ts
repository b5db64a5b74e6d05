import { isIPv6 } from "node:net";

import { z } from "zod";

import { parseCidr } from "../../../components/network/cidr";

/** AWS region code, e.g. `us-east-1`. */
export const regionCode = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region such as us-east-1")
  .describe("AWS region");

/**
 * Twelve digits. YAML reads an unquoted account id as a number, and one that begins with 0 as an octal number, which is
 * another account: so a number is taken only with all its digits.
 */
export const accountId = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^\d{12}$/, "an AWS account id of 12 digits, in quotes if it begins with 0"));

/** Sections of the stack file that say how a service runs. */
export const SERVICE_SECTIONS = ["backend", "ssr"] as const;
export type ServiceSection = (typeof SERVICE_SECTIONS)[number];

/** An availability zone: its letter in this account, or its id, which is the same in every account. */
export const zoneKey = z
  .string()
  .regex(/^([a-f]|[a-z]{2,4}\d-az\d)$/, "a zone letter (a to f) or a zone id such as use1-az1");

export const cidr = z.string().refine(isCanonicalCidr, "an IPv4 network such as 10.0.0.0/16, with no host bits set");

export const cidrOrAddress = z
  .string()
  .refine((value) => isCanonicalCidr(value) || isCanonicalCidr(`${value}/32`), "an IPv4 address or network");

/** Where viewers come from: CloudFront sees addresses of both families. */
export const viewerNetwork = z
  .string()
  .refine(
    (value) => isCanonicalCidr(value) || isCanonicalCidr(`${value}/32`) || isIpv6Network(value),
    "an address or network, such as 192.0.2.0/24 or 2001:db8::/32",
  );

export const percent = z.int().min(10).max(100);

export const days = (min: number, max: number) => z.int().min(min).max(max);

/** CloudWatch accepts only these; see PutRetentionPolicy in the CloudWatch Logs API reference. */
export const logRetentionDays = z.literal(
  [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
  "a retention CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, … 3653 days",
);

/** `cron(minute hour day-of-month month day-of-week year)`, `rate(n unit)`; AWS wants one of the two day fields to be `?`. */
export const scheduleExpression = z.string();

export const timezone = z.string().refine(isTimezone, "an IANA time zone such as Europe/Madrid");

/** Names of environment variables as POSIX has them, upper case by convention. */
export const environmentName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "an upper-case environment variable name");

function isCanonicalCidr(value: string): boolean {
  try {
    parseCidr(value);
    return true;
  } catch {
    return false;
  }
}

const known = new Map<string, boolean>();

/**
 * Exactly as the IANA writes it: JavaScript would take `europe/madrid` too, and from Node 22 on `+02:00`; AWS takes neither.
 * Looking one up takes 1 ms.
 */
function isTimezone(value: string): boolean {
  const found = known.get(value) ?? lookUp(value);
  known.set(value, found);
  return found;
}

function lookUp(value: string): boolean {
  if (/^[+-]/.test(value)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions();
    return timeZone === value || (timeZone.toLowerCase() !== value.toLowerCase() && ALIAS.test(value));
  } catch {
    return false;
  }
}

function isIpv6Network(value: string): boolean {
  const [address = "", length = "128", ...more] = value.split("/");
  return (
    more.length === 0 && isIPv6(address) && !address.includes(".") && /^(\d|[1-9]\d|1[01]\d|12[0-8])$/.test(length)
  );
}
/** Older names of zones: words in capitals at their beginning, or short ones in capitals alone (US, GMT0, EST5EDT). */
const ALIAS = /^([A-Z][a-z][A-Za-z_+-]*|[A-Z][A-Z0-9+-]{1,6})(\/([A-Z][a-z][A-Za-z_+-]*|[A-Z][A-Z0-9+-]{1,6}))*$/;
