import { EXAMPLE_ACCOUNT } from "../../components/account";
import { unusedSection } from "./active-sections";
import { isRecord, type Json } from "./paths";

/** Domains that belong to documentation and tests (RFC 2606, RFC 6761): nobody can have one, or a certificate for it. */
const RESERVED_DOMAIN = /(^|[.@])(example\.(com|net|org)|example|invalid|test|localhost)$/i;

/** A number of its own, as in an ARN or an image's address, and not a part of a longer one. */
const IN_EXAMPLE_ACCOUNT = new RegExp(`(?<!\\d)${EXAMPLE_ACCOUNT}(?!\\d)`);

/** What counts as a placeholder where it stands alone; the example account is one wherever it is named. */
const PLACEHOLDERS: Readonly<Record<string, RegExp>> = {
  "webapp:domain.name": RESERVED_DOMAIN,
  "webapp:domain.aliases": RESERVED_DOMAIN,
  "webapp:domain.redirects": RESERVED_DOMAIN,
  // AWS's documentation ends its invented ids like this.
  "webapp:domain.zoneId": /EXAMPLE$/,
  "webapp:alerts.email": RESERVED_DOMAIN,
  "bootstrap:github.owner": /^example$/,
  "bootstrap:github.ownerId": /^1234567$/,
  "bootstrap:github.repositoryId": /^123456789$/,
};

/**
 * Keys of a configuration that still hold what the repository came with. Everything can be previewed with them, but
 * nothing can be deployed.
 *
 * @param config `namespace:key` to value: as in a stack file, or as the CLI passes it, lists and mappings as JSON.
 * @returns Paths such as `webapp:backend.image.uri`, in the order of `config`.
 */
export function placeholdersIn(config: Readonly<Record<string, unknown>>): string[] {
  const unused = `webapp:${unusedSection(config["webapp:frontend"])}`;
  const found = Object.entries(config)
    .filter(([key]) => key !== unused)
    .flatMap(([key, value]) => leaves(key, structured(value)))
    .filter(([path, text]) => IN_EXAMPLE_ACCOUNT.test(text) || PLACEHOLDERS[path]?.test(text) === true);
  return [...new Set(found.map(([path]) => path))];
}

/** What is said of them, in one line. */
export const placeholderLine = (stack: string, placeholders: readonly string[]): string =>
  `To be filled in before the first deployment of ${stack}, where examples stand now: ${placeholders.join(", ")}.`;

/** Scalars with their paths; the entries of a list share the path of the list. */
function leaves(path: string, value: unknown): [path: string, text: string][] {
  if (Array.isArray(value)) return value.flatMap((entry) => leaves(path, entry));
  if (isRecord(value)) return Object.entries(value).flatMap(([key, entry]) => leaves(`${path}.${key}`, entry));
  return [[path, String(value)]];
}

function structured(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
