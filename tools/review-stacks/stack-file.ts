import { RunError } from "@pulumi/pulumi/errors";
import { isMap, parseDocument } from "yaml";

import { PULL_REQUEST_TAG } from "../../bootstrap/review-names";

/** The stack file that every review stack is made from. */
export const TEMPLATE = "Pulumi.review.yaml";

/** How a stack's secrets are encrypted, as `pulumi stack init` writes it into the stack file. */
export type Encryption = Readonly<Partial<Record<"secretsprovider" | "encryptedkey" | "encryptionsalt", string>>>;

export interface OfPullRequest {
  readonly pullRequest: number;
  readonly stack: string;
  /** Boundary that the stack's roles must carry. @default none */
  readonly boundaryArn?: string | undefined;
  readonly encryption: Encryption;
}

/**
 * The stack file of a pull request: the template with the stack's tags, its boundary and its key.
 *
 * @throws RunError that names everything in the template that no code which nobody reviewed may be given
 */
export function stackFileOf(template: string, { pullRequest, stack, boundaryArn, encryption }: OfPullRequest): string {
  const file = parseDocument(template);
  const problems = [
    ...(isMap(file.get("config")) ? [] : ["holds no config"]),
    ...(file.getIn(["config", "webapp:profile"]) === "review" ? [] : ["must have webapp:profile: review"]),
    ...(/^\s*(- )?secure:/m.test(template)
      ? ["holds an encrypted value, which any pull request could read: take it out"]
      : []),
    ...["secretsprovider", "encryptedkey", "encryptionsalt"]
      .filter((key) => file.has(key))
      .map((key) => `has ${key}: each stack gets its own`),
    ...["webapp:domain", "aws:assumeRoles", "aws:profile"]
      .filter((key) => file.hasIn(["config", key]))
      .map((key) => `has ${key}, which a review stack can't have: take it out`),
  ];
  if (problems.length > 0) throw new RunError(problems.map((problem) => `${TEMPLATE} ${problem}.`).join("\n"));
  file.setIn(["config", "aws:defaultTags", "tags", "Environment"], stack);
  file.setIn(["config", "aws:defaultTags", "tags", PULL_REQUEST_TAG], String(pullRequest));
  if (boundaryArn !== undefined) file.setIn(["config", "webapp:access.permissionsBoundary"], boundaryArn);
  for (const [key, value] of Object.entries(encryption)) file.set(key, value);
  return file.toString();
}

/** A stack's own encryption, in the words of a stack file, from `pulumi stack export`. */
export function encryptionIn(exported: unknown): Encryption {
  const { deployment } = (exported ?? {}) as { deployment?: { secrets_providers?: { type?: string; state?: Json } } };
  const { type, state = {} } = deployment?.secrets_providers ?? {};
  if (type === "cloud") return { secretsprovider: text(state.url), encryptedkey: text(state.encryptedkey) };
  return type === "passphrase" ? { encryptionsalt: text(state.salt) } : {};
}

type Json = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
