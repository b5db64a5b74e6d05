import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { GRAPH_VERSION, type GraphDocument } from "@toolkit/offline/graph";
import { type PreviewOptions, previewStack } from "../program/program";
import { linkModules } from "./linked-modules";

/** A document, and what it is of. */
export interface Labelled {
  /** E.g. `stack prod`. */
  readonly label: string;
  readonly document: GraphDocument;
}

/** Two documents in the order of time. */
export interface Comparison {
  readonly before: Labelled;
  readonly after: Labelled;
}

/** Which stack is compared, with which assignments, and where its file is. */
export type Subject = Required<Pick<PreviewOptions, "stack" | "set">> & Pick<PreviewOptions, "folder">;

/** Where a preview starts, in this house and in that of revisions before packages/ was. */
const CLIS = ["tools/preview/cli.ts", "preview/cli.ts"];

/** Folders that are not in git but that a preview needs; they are shared with the revision under comparison. */
const SHARED = ["app/frontend/node_modules"];
/** Likewise, but part of an image, whose tag is made from files and not from links. */
const COPIED = ["app/frontend/build"];

/** Keeps a command's output to itself, with room for the JSON document of a large stack. */
const QUIET = { encoding: "utf8", maxBuffer: 256 * 1024 * 1024, stdio: "pipe" } as const;

/**
 * Compares with what `--diff` names: a setting as `path=value` is what comes after, `git:<revision>` and another stack
 * are what was before.
 *
 * @param subject what `here` was made from.
 * @throws RunError for a stack or revision that does not exist, or a revision without this preview.
 */
export async function compareWith(target: string, here: Labelled, subject: Subject): Promise<Comparison> {
  const { set, folder } = subject;
  if (target.startsWith("git:")) {
    const document = documentAt(target.slice("git:".length), subject, process.cwd());
    return { before: { label: target, document }, after: here };
  }
  if (target.includes("=")) {
    const { document } = await previewStack({ ...subject, set: [...set, target] });
    return { before: here, after: { label: `${here.label} with ${target}`, document } };
  }
  const { document } = await previewStack({ stack: target, folder });
  return { before: { label: `stack ${target}`, document }, after: here };
}

/**
 * The document of a revision, made by that revision's own preview in a temporary work tree.
 *
 * @param repository the root of the repository.
 * @throws RunError
 */
export function documentAt(revision: string, subject: Subject, repository: string): GraphDocument {
  const temporary = mkdtempSync(join(tmpdir(), "webapp-preview-"));
  const worktree = join(temporary, "revision");
  try {
    checkOut(revision, worktree, repository);
    linkModules(repository, worktree);
    for (const path of SHARED) share(join(repository, path), join(worktree, path), symlinkSync);
    for (const path of COPIED) share(join(repository, path), join(worktree, path), copy);
    return runThere(worktree, revision, subject);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    git(["worktree", "prune"], repository);
  }
}

function checkOut(revision: string, worktree: string, folder: string): void {
  try {
    git(["worktree", "add", "--detach", "--force", worktree, revision], folder);
  } catch (error) {
    throw new RunError(`--diff git:${revision}: ${stderrOf(error).split("\n").at(-1) ?? ""}`);
  }
}

function share(source: string, target: string, how: (source: string, target: string) => void): void {
  if (!existsSync(source) || existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  how(source, target);
}

const copy = (source: string, target: string): void => {
  cpSync(source, target, { recursive: true });
};

function runThere(worktree: string, revision: string, { stack, set, folder }: Subject): GraphDocument {
  const cli = CLIS.find((path) => existsSync(join(worktree, path)));
  if (cli === undefined) {
    throw new RunError(`--diff git:${revision}: that revision has no offline preview to compare with.`);
  }
  const settings = set.flatMap((path) => ["--set", path]);
  const stacks = folder === undefined ? [] : ["--stacks", folder];
  const args = ["--require", "tsx/cjs", cli, "--json", "--stack", stack, ...stacks, ...settings];
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
