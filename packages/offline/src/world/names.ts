import type { Autoname, EmulatedResource } from "./types";
import { createHash } from "node:crypto";

/** A name that Pulumi's provider would refuse in its check. */
export class NameError extends Error {
  override readonly name = "NameError";
}

/** `-` and seven hex digits. */
const SUFFIX_LENGTH = 8;

/** The usual case: `name`, or `namePrefix` that the provider finishes itself. */
export function named(maxLength: number, extra: Partial<Autoname> = {}): Autoname {
  return { property: "name", maxLength, prefixProperty: "namePrefix", ...extra };
}

/**
 * The inputs after the provider's check: with an automatic name where the program gives none, as
 * `<logical name>-<7 hex>` (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming).
 *
 * @throws NameError when logical name and suffix are longer than AWS accepts.
 */
export function withAutoname(autoname: Autoname | undefined, resource: EmulatedResource): Record<string, unknown> {
  const inputs = { ...resource.inputs };
  if (autoname === undefined || inputs[autoname.property] !== undefined) return inputs;
  const ending = autoname.ending?.(inputs) ?? "";
  const suffix = createHash("sha512").update(`${resource.urn}#autoname`).digest("hex");
  const givenPrefix = autoname.prefixProperty === undefined ? undefined : inputs[autoname.prefixProperty];
  if (typeof givenPrefix === "string") {
    inputs[autoname.property] = `${givenPrefix}${suffix.slice(0, 26)}${ending}`;
    return inputs;
  }
  const stem = `${autoname.prefix ?? ""}${autoname.lowerCase === true ? resource.name.toLowerCase() : resource.name}`;
  if (stem.length + SUFFIX_LENGTH + ending.length > autoname.maxLength) {
    throw new NameError(
      `${resource.type} "${resource.name}": its automatic ${autoname.property} has ${stem.length + SUFFIX_LENGTH + ending.length} characters, AWS accepts ${autoname.maxLength}. Shorten the logical name.`,
    );
  }
  inputs[autoname.property] = `${stem}-${suffix.slice(0, SUFFIX_LENGTH - 1)}${ending}`;
  return inputs;
}
