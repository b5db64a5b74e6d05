import { createHmac, timingSafeEqual } from "node:crypto";

/** A form that a browser sends to S3. */
export interface PostedForm {
  readonly bucket: string;
  /** All fields but the file, by lower-case name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Bytes of the file. */
  readonly size: number;
}

/** What S3 answers to a form that it refuses. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type Condition = Readonly<Record<string, string>> | readonly [string, string | number, string | number];

/** Fields that a policy need not name. */
const UNNAMED = /^(policy|x-amz-signature|file|x-ignore-.*)$/;

/**
 * Why S3 refuses a form; undefined when it takes it. The emulator takes any, whatever its size, so a local run asks here
 * first.
 *
 * Source: Amazon S3 API Reference, "POST Policy",
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 *
 * @param secretKey of the credentials that signed it.
 */
export function refusalOf(form: PostedForm, secretKey: string, now: Date): Refusal | undefined {
  const { policy = "", "x-amz-signature": signature = "", "x-amz-credential": credential = "" } = form.fields;
  if (policy === "") return denied("Access Denied");
  if (!isSigned(policy, signature, credential, secretKey)) {
    return {
      status: 403,
      code: "SignatureDoesNotMatch",
      message: "The request signature we calculated does not match the signature you provided.",
    };
  }
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, "base64").toString()) as {
    expiration: string;
    conditions: Condition[];
  };
  if (!(now < new Date(expiration))) return denied("Invalid according to Policy: Policy expired.");
  const broken = conditions.map((condition) => brokenBy(condition, form)).find((refusal) => refusal !== undefined);
  return broken ?? unnamedField(conditions, form);
}

function brokenBy(condition: Condition, form: PostedForm): Refusal | undefined {
  const [kind, name, value] = asTriple(condition);
  if (kind === "content-length-range") return sizeRefusal(form.size, Number(name), Number(value));
  const field = String(name).replace(/^\$/, "").toLowerCase();
  const sent = field === "bucket" ? form.bucket : (form.fields[field] ?? "");
  const holds = kind === "starts-with" ? sent.startsWith(String(value)) : kind === "eq" && sent === String(value);
  return holds
    ? undefined
    : denied(`Invalid according to Policy: Policy Condition failed: ["${kind}", "$${field}", "${value}"]`);
}

function asTriple(condition: Condition): readonly [string, string | number, string | number] {
  if (Array.isArray(condition)) return condition as unknown as readonly [string, string | number, string | number];
  const [name = "", value = ""] = Object.entries(condition as Readonly<Record<string, string>>)[0] ?? [];
  return ["eq", `$${name}`, value];
}

function sizeRefusal(size: number, least: number, most: number): Refusal | undefined {
  if (size > most) {
    return { status: 400, code: "EntityTooLarge", message: "Your proposed upload exceeds the maximum allowed size" };
  }
  if (size < least) {
    return {
      status: 400,
      code: "EntityTooSmall",
      message: "Your proposed upload is smaller than the minimum allowed size",
    };
  }
  return undefined;
}

function unnamedField(conditions: readonly Condition[], { fields }: PostedForm): Refusal | undefined {
  const named = new Set(conditions.map((condition) => String(asTriple(condition)[1]).replace(/^\$/, "").toLowerCase()));
  const extra = Object.keys(fields).find((field) => !named.has(field) && !UNNAMED.test(field));
  return extra === undefined ? undefined : denied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

function isSigned(policy: string, signature: string, credential: string, secretKey: string): boolean {
  const [, date = "", region = "", service = ""] = credential.split("/");
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(
    (before, part) => createHmac("sha256", before).update(part).digest(),
    `AWS4${secretKey}`,
  );
  const expected = createHmac("sha256", key).update(policy).digest();
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const denied = (message: string): Refusal => ({ status: 403, code: "AccessDenied", message });
