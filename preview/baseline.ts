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

/** Keeps a command's output to itself, with room for the JSON document of a large stack. */
const QUIET = { encoding: "utf8", maxBuffer: 256 * 1024 * 1024, stdio: "pipe" } as const;

/**
 * Makes the document that `--diff` names: `git:<revision>`, a variant as `path=value`, or another stack.
 *
 * @throws RunError for a stack or revision that does not exist, or a revision without this preview.
 */
export async function baselineOf(target: string, stack: string, set: readonly string[]): Promise<Baseline> {
  if (target.startsWith("git:")) {
    return { label: target, document: documentAt(target.slice("git:".length), stack, set, process.cwd()) };
  }
  if (target.includes("=")) {
    const { document } = await previewStack({ stack, set: [...set, target] });
    return { label: `${stack} with ${target}`, document };
  }
  const { document } = await previewStack({ stack: target });
  return { label: `stack ${target}`, document };
}

/**
 * The document of a revision, made by that revision's own preview in a temporary work tree.
 *
 * @param folder the root of the repository.
 * @throws RunError
 */
export function documentAt(revision: string, stack: string, set: readonly string[], folder: string): GraphDocument {
  const temporary = mkdtempSync(join(tmpdir(), "webapp-preview-"));
  const worktree = join(temporary, "revision");
  try {
    checkOut(revision, worktree, folder);
    for (const path of SHARED) share(join(folder, path), join(worktree, path));
    return runThere(worktree, revision, stack, set);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    git(["worktree", "prune"], folder);
  }
}

function checkOut(revision: string, worktree: string, folder: string): void {
  try {
    git(["worktree", "add", "--detach", "--force", worktree, revision], folder);
  } catch (error) {
    throw new RunError(`--diff git:${revision}: ${stderrOf(error).split("\n").at(-1) ?? ""}`);
  }
}

function share(source: string, link: string): void {
  if (!existsSync(source) || existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(source, link, "dir");
}

function runThere(worktree: string, revision: string, stack: string, set: readonly string[]): GraphDocument {
  if (!existsSync(join(worktree, "preview/cli.ts"))) {
    throw new RunError(`--diff git:${revision}: that revision has no offline preview to compare with.`);
  }
  const settings = set.flatMap((path) => ["--set", path]);
  const args = ["--require", "tsx/cjs", "preview/cli.ts", "--json", "--stack", stack, ...settings];
  let text: string;
  try {
    text = execFileSync(process.execPath, args, { ...QUIET, cwd: worktree });
  } catch (error) {
    throw new RunError(`--diff git:${revision}: the preview of that revision failed.\n${stderrOf(error)}`);
  }
  const document = JSON.parse(text) as Omit<GraphDocument, "version"> & { version: number };
  if (document.version !== GRAPH_VERSION) {
    throw new RunError(
      `--diff git:${revision}: its document has version ${document.version}, this preview reads version ${GRAPH_VERSION}.`,
    );
  }
  return { ...document, version: GRAPH_VERSION };
}

function git(args: readonly string[], folder: string): void {
  execFileSync("git", args, { ...QUIET, cwd: folder });
}

const stderrOf = (error: unknown): string => (error as { stderr?: string }).stderr?.trim() ?? String(error);
