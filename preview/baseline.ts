import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { GRAPH_VERSION, type GraphDocument } from "./graph";
import { previewStack } from "./program";

/** What a preview is compared with. */
export interface Baseline {
  /** E.g. `stack prod`. */
  readonly label: string;
  readonly document: GraphDocument;
}

/** Folders that are not in git but that a preview needs; they are shared with the revision under comparison. */
const SHARED = ["node_modules", "app/frontend/node_modules", "app/frontend/build"];

/** Room for the JSON document of a large stack. */
const LARGEST_DOCUMENT = 256 * 1024 * 1024;

/**
 * Makes the document that `--diff` names: `git:<revision>`, a variant as `path=value`, or another stack.
 *
 * @throws RunError for a stack or revision that does not exist, or a revision without this preview.
 */
export async function baselineOf(target: string, stack: string, set: readonly string[]): Promise<Baseline> {
  if (target.startsWith("git:")) {
    return { label: target, document: atRevision(target.slice("git:".length), stack, set) };
  }
  if (target.includes("=")) {
    const { document } = await previewStack({ stack, set: [...set, target] });
    return { label: `${stack} with ${target}`, document };
  }
  const { document } = await previewStack({ stack: target });
  return { label: `stack ${target}`, document };
}

function atRevision(revision: string, stack: string, set: readonly string[]): GraphDocument {
  const folder = mkdtempSync(join(tmpdir(), "webapp-preview-"));
  const worktree = join(folder, "revision");
  try {
    checkOut(revision, worktree);
    for (const path of SHARED) share(path, worktree);
    return runThere(worktree, revision, stack, set);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    git(["worktree", "prune"]);
  }
}

function checkOut(revision: string, worktree: string): void {
  try {
    git(["worktree", "add", "--detach", "--force", worktree, revision]);
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? "git failed";
    throw new RunError(`--diff git:${revision}: ${reason}`);
  }
}

function share(path: string, worktree: string): void {
  const link = join(worktree, path);
  if (!existsSync(path) || existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(process.cwd(), path), link, "dir");
}

function runThere(worktree: string, revision: string, stack: string, set: readonly string[]): GraphDocument {
  if (!existsSync(join(worktree, "preview/cli.ts"))) {
    throw new RunError(`--diff git:${revision}: that revision has no offline preview to compare with.`);
  }
  const args = [
    "--require",
    "tsx/cjs",
    "preview/cli.ts",
    "--json",
    "--stack",
    stack,
    ...set.flatMap((path) => ["--set", path]),
  ];
  let text: string;
  try {
    text = execFileSync(process.execPath, args, {
      cwd: worktree,
      encoding: "utf8",
      maxBuffer: LARGEST_DOCUMENT,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    throw new RunError(
      `--diff git:${revision}: the preview of that revision failed.\n${(error as { stderr?: string }).stderr?.trim() ?? ""}`,
    );
  }
  const document = JSON.parse(text) as GraphDocument;
  if (document.version !== GRAPH_VERSION) {
    throw new RunError(
      `--diff git:${revision}: its document has version ${document.version}, this preview reads version ${GRAPH_VERSION}.`,
    );
  }
  return document;
}

function git(args: readonly string[]): void {
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
