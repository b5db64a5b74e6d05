import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";

/** Where a site serves the proof. It has an extension, so that a single-page application takes it for a file. */
export const PROOF_PATH = "/.well-known/load-test.txt";
/** The secret of this checkout; git ignores the folder. */
const SECRET_FILE = ".cache/load-secret";
const TIMEOUT_MS = 5000;
const HERE = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isHere = ({ hostname }: URL): boolean => HERE.has(hostname);

/**
 * Makes sure that a site is the user's, as certificate authorities do (HTTP-01): only who may change it can make it serve
 * what somebody else has chosen. It serves the SHA-256 of a secret: whoever reads that on a site of another's has not what
 * it was made of. This machine needs no proof.
 *
 * @param secretFile where the secret is kept, made at the first call.
 * @throws RunError with the proof and where to put it.
 */
export async function proveOwned(url: URL, secretFile = SECRET_FILE): Promise<void> {
  if (isHere(url)) return;
  const proof = createHash("sha256").update(secretOf(secretFile)).digest("hex");
  const served = await servedAt(new URL(PROOF_PATH, url));
  if (served === proof) return;
  throw new RunError(
    [
      `${url.origin} is not known to be yours: ${PROOF_PATH} ${served === undefined ? "cannot be read" : "has another text"}.`,
      `Let it serve this line, and run the command again: ${proof}`,
      `In the sample application: app/frontend/public${PROOF_PATH}, npm run prepare, and a deployment.`,
    ].join("\n"),
  );
}

function secretOf(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = randomBytes(24).toString("hex");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

async function servedAt(url: URL): Promise<string | undefined> {
  try {
    // A redirect would prove somebody else's site.
    const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await answer.text();
    return answer.status === 200 ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}
