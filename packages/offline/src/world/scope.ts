import { createHash } from "node:crypto";
import type { EmulatedResource, Scope, WorldContext } from "./types";

const CODE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The values a resource's outputs are made of: the same URN always gives the same ones. */
export function scopeOf(resource: EmulatedResource, context: WorldContext): Scope {
  const { accountId, partition } = context;
  const digest = (salt: string): Buffer => createHash("sha512").update(`${resource.urn}#${salt}`).digest();
  const hex = (length: number, salt = ""): string => digest(salt).toString("hex").slice(0, length);
  const text = (key: string, fallback = ""): string => {
    const value = resource.inputs[key];
    return typeof value === "string" || typeof value === "number" ? String(value) : fallback;
  };
  const region = text("region", context.region);
  return {
    ...resource,
    accountId,
    region,
    partition,
    dnsSuffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    hex,
    text,
    code: (length, salt = "") =>
      Array.from(digest(salt).subarray(0, length), (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join(""),
    uuid: (salt = "") => {
      const digits = hex(32, salt);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
    number: (limit, salt = "") => digest(salt).readUInt32BE() % limit,
    arn: (service, path) => `arn:${partition}:${service}:${region}:${accountId}:${path}`,
    globalArn: (service, path) => `arn:${partition}:${service}::${accountId}:${path}`,
  };
}
