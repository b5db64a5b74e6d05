import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";

/** Where a site serves the token. It has an extension, so that a single-page application takes it for a file. */
export const PROOF_PATH = "/.well-known/load-test.txt";
/** The token of this checkout; git ignores the folder. */
const TOKEN_FILE = ".cache/load-token";
const TIMEOUT_MS = 5000;
const HERE = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isHere = ({ hostname }: URL): boolean => HERE.has(hostname);

/**
 * Makes sure that a site is the user's, as certificate authorities do (HTTP-01): only who may change it can make it serve a
 * token that nobody else knows. This machine needs no proof.
 *
 * @param tokenFile where the token is kept, made at the first call.
 * @throws RunError with the token and where to put it.
 */
export async function proveOwned(url: URL, tokenFile = TOKEN_FILE): Promise<void> {
  if (isHere(url)) return;
  const token = tokenOf(tokenFile);
  const served = await servedAt(new URL(PROOF_PATH, url));
  if (served === token) return;
  throw new RunError(
    [
      `${url.origin} is not known to be yours: ${PROOF_PATH} ${served === undefined ? "cannot be read" : "has another text"}.`,
      `Let it serve this line, and run the command again: ${token}`,
      `In the sample application: app/frontend/public${PROOF_PATH}, npm run prepare, and a deployment.`,
    ].join("\n"),
  );
}

function tokenOf(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const token = randomBytes(24).toString("hex");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
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
