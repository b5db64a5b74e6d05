import { RunError } from "@pulumi/pulumi/errors";
import { GRAPH_VERSION, type GraphDocument } from "@toolkit/offline/graph";
import { type PreviewOptions, previewStack } from "../program/program";
import { atRevision, CommandError, UnknownRevisionError } from "../revisions/checkout";
import { ownPreview } from "../revisions/own-preview";

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
    const document = await documentAt(target.slice("git:".length), subject, process.cwd());
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
 * The document of a revision, made by that revision's own preview.
 *
 * @param repository the root of the repository.
 * @throws RunError
 */
export async function documentAt(revision: string, subject: Subject, repository: string): Promise<GraphDocument> {
  const { stack, set, folder } = subject;
  const settings = set.flatMap((path) => ["--set", path]);
  const stacks = folder === undefined ? [] : ["--stacks", folder];
  const args = ["--json", "--stack", stack, ...stacks, ...settings];
  const refused = (why: string): RunError => new RunError(`--diff git:${revision}: ${why}`);
  try {
    const text = await atRevision(revision, repository, (checkout) => ownPreview(checkout, "stack", args));
    if (text === undefined) throw refused("that revision has no offline preview to compare with.");
    const document = JSON.parse(text) as Omit<GraphDocument, "version"> & { version: number };
    if (document.version !== GRAPH_VERSION) {
      throw refused(`its document has version ${document.version}, this preview reads version ${GRAPH_VERSION}.`);
    }
    return { ...document, version: GRAPH_VERSION };
  } catch (error) {
    if (error instanceof UnknownRevisionError) throw refused(error.message);
    if (error instanceof CommandError) throw refused(`the preview of that revision failed.\n${error.message}`);
    throw error;
  }
}
