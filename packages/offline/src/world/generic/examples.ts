import type { Scope } from "../types";

const UUID = /^\w{8}-\w{4}-\w{4}-\w{4}-\w{12,13}$/;
const REGION = /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-[a-z]+-\d$/;
/** `subnet-9d4a7b6c`, `tgw-rtb-12345678`: AWS's own ids, which have 17 digits today. */
const PREFIXED = /^([a-z][a-z0-9]*(?:[-_][a-z]+)*[-_])([0-9a-f]{6,})$/;
/** A user pool's and other ids that begin with their region: `us-west-2_abc123`. */
const REGIONAL = /^([a-z]{2}-[a-z]+-\d)([_:])(.+)$/;
/** Ids without a form: `71rxuzt`, `E1QXVX1EEXAMPLE`, `aabbccddee`. */
const OPAQUE = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{6,}$|^(?:([a-z])\1){4,}$/;

/**
 * A text of the same form as an example of the documentation, for this resource: its own account, region and digits,
 * and its name where the example has one.
 *
 * @param name of the resource, for the parts of an example that are words.
 */
export function likeExample(example: string, r: Scope, name: string): string {
  const arn = /^arn:[^:]*:([^:]*):([^:]*):([^:]*):(.*)$/.exec(example);
  if (arn !== null) return likeArn(arn, r, name);
  if (/^https?:/.test(example)) return likeUrl(example, r, name);
  const inside = example.indexOf("arn:");
  if (inside > 0)
    return `${likeExample(example.slice(0, inside), r, name)}${likeExample(example.slice(inside), r, name)}`;
  return example
    .split(/([,:/|#])/)
    .map((part, index) => likePart(part, r, name, String(index)))
    .join("");
}

function likeArn(
  [, service = "", region = "", account = "", path = ""]: RegExpExecArray,
  r: Scope,
  name: string,
): string {
  const parts = path.split(/([:/])/);
  // The first part says what the resource is, unless it is the only one.
  const fixed = parts.length === 1 ? 0 : parts[0] === "" ? 3 : 1;
  const filled = parts.map((part, index) => (index < fixed ? part : likePart(part, r, name, String(index))));
  const place = region === "" ? "" : r.region;
  const owner = account === "" || account === "aws" ? account : r.accountId;
  return `arn:${r.partition}:${service}:${place}:${owner}:${filled.join("")}`;
}

/** `https://queue.amazonaws.com/80398EXAMPLE/MyQueue`: the host stays, the path is this resource's. */
function likeUrl(example: string, r: Scope, name: string): string {
  const [scheme = "", , host = "", ...path] = example.split("/");
  const here = host.split(".").map((part) => (REGION.test(part) ? r.region : part));
  return [scheme, "", here.join("."), ...path.map((part, index) => likePart(part, r, name, String(index)))].join("/");
}

/** @param salt tells apart parts of one example. */
export function likePart(part: string, r: Scope, name: string, salt = ""): string {
  if (part === "" || /^[,:/|#]$/.test(part)) return part;
  const placeholder = /^[[{<$]+(.*?)[\]}>]+$/.exec(part)?.[1];
  if (placeholder !== undefined) return likePlaceholder(placeholder, r, name, salt);
  if (UUID.test(part)) return r.uuid(salt);
  if (/^\d{12}$/.test(part)) return r.accountId;
  if (REGION.test(part)) return r.region;
  const regional = REGIONAL.exec(part);
  if (regional !== null) return `${r.region}${regional[2] ?? ""}${r.code(9, salt)}`;
  const [, prefix] = PREFIXED.exec(part) ?? [];
  if (prefix !== undefined) return `${prefix}${r.hex(17, salt)}`;
  if (/^\d{4,}$/.test(part)) return digits(r, part.length, salt);
  if (OPAQUE.test(part)) return /[A-Z]/.test(part) ? r.code(part.length, salt) : r.hex(part.length, salt);
  // Numbers such as a version, and file names, stay.
  return /^\d+(\.\d+)*$|^\$/.test(part) ? part : name;
}

function likePlaceholder(word: string, r: Scope, name: string, salt: string): string {
  if (/region/i.test(word)) return r.region;
  if (/account/i.test(word)) return r.accountId;
  if (/partition/i.test(word)) return r.partition;
  return /id$/i.test(word) ? r.hex(10, salt) : name;
}

function digits(r: Scope, length: number, salt: string): string {
  return String(1_000_000_000 + r.number(1_000_000_000, salt))
    .repeat(Math.ceil(length / 10))
    .slice(0, length);
}
