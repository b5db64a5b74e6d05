import { createHash } from "node:crypto";
import { isAbsolute, relative } from "node:path";
import { ENCRYPTED } from "../encrypted";
import { ARCHIVE, ASSET, RESOURCE, SECRET, SIGNATURE } from "../signatures";

/** What the SDK takes for a value that only AWS will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const SECRET_TEXT = "[secret]";
export const UNKNOWN_TEXT = "[unknown]";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSecret = (value: unknown): value is Fields => isFields(value) && value[SIGNATURE] === SECRET;

/** Wraps a value as a secret, as providers do. */
export function secret(value: unknown): unknown {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** Values as they are shown and stored: no secret leaves, no special object. */
export function toPlain(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (typeof value === "string") return value.replaceAll(UNKNOWN, UNKNOWN_TEXT);
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isFields(value)) return value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return secretText(value.value);
    case ASSET:
      return { asset: assetText(value) };
    case ARCHIVE:
      return { archive: isFields(value.assets) ? plainFields(value.assets) : assetText(value) };
    case RESOURCE:
      return { resource: value.urn };
    default:
      return plainFields(value);
  }
}

/**
 * A secret document of which an encrypted value is a part, as an environment is of a container definition, is shown
 * without that part: offline nothing else in it is known, so nothing is told.
 */
function secretText(value: unknown): unknown {
  const isDocument = typeof value === "string" && /^[[{]/.test(value) && value.includes(ENCRYPTED);
  return isDocument ? toPlain(value.replaceAll(ENCRYPTED, SECRET_TEXT)) : SECRET_TEXT;
}

export function plainFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, toPlain(value)]));
}

/** Values as a provider reads them: secrets unwrapped, unknown ones left out. */
export function toProvider(value: unknown): unknown {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) return value.map(toProvider);
  if (!isFields(value)) return value;
  return isSecret(value) ? toProvider(value.value) : providerFields(value);
}

/** Values with each resource in them by its id, as a provider of custom resources gets it from the engine. */
export function withIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIds);
  if (!isFields(value)) return value;
  if (value[SIGNATURE] === RESOURCE && "id" in value) return value.id === "" ? UNKNOWN : value.id;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIds(item)]));
}

export function providerFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, toProvider(value)]));
}

/** A file by its path from the working directory, a text by its hash. */
function assetText(asset: Fields): string {
  if (typeof asset.path === "string") return isAbsolute(asset.path) ? relative(process.cwd(), asset.path) : asset.path;
  if (typeof asset.uri === "string") return asset.uri;
  return `sha256:${createHash("sha256").update(String(asset.text)).digest("hex")}`;
}

/** A text that only a mistake puts into a value. */
export interface BrokenText {
  /** Where it stands, e.g. `inputs.environment[0].value`. */
  readonly path: string;
  /** What it contains, e.g. `undefined`. */
  readonly text: string;
}

const BROKEN = ["undefined", "[object Object]", "[object Promise]", "Calling [toString] on an [Output<T>]"];

/** Finds texts that an Output, a promise or a missing value left behind; secrets are searched too. */
export function brokenTexts(value: unknown, path: string): BrokenText[] {
  if (typeof value === "string") {
    return BROKEN.filter((text) => value.includes(text)).map((text) => ({ path, text }));
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => brokenTexts(item, `${path}[${index}]`));
  if (!isFields(value)) return [];
  if (isSecret(value)) return brokenTexts(value.value, path);
  return Object.entries(value).flatMap(([key, item]) => brokenTexts(item, `${path}.${key}`));
}
