import { RunError } from "@pulumi/pulumi/errors";
import { atRevision, type Checkout, checkoutAt, CommandError, UnknownRevisionError } from "../../revisions/checkout";
import { ownPreview } from "../../revisions/own-preview";

/** The graphs that a change may have touched: both stacks in both variants, and the bootstrap. */
const GRAPHS: readonly {
  readonly name: string;
  readonly of: "stack" | "bootstrap";
  readonly args: readonly string[];
}[] = [
  ...["dev", "prod"].flatMap((stack) =>
    ["ssr", "spa"].map((frontend) => ({
      name: `${stack} ${frontend}`,
      of: "stack" as const,
      args: ["--stack", stack, "--set", `frontend=${frontend}`],
    })),
  ),
  { name: "bootstrap", of: "bootstrap", args: [] },
];

/**
 * The five documents, by name, each made by the revision's own preview.
 *
 * @param revision undefined for the files as they are now.
 * @param repository the root of the repository.
 * @throws RunError for a revision that does not exist, has no preview, or whose preview fails.
 */
export async function documentsOf(revision: string | undefined, repository: string): Promise<Map<string, string>> {
  const what = revision ?? "the files as they are now";
  const print = async (checkout: Checkout): Promise<Map<string, string>> => {
    const documents = new Map<string, string>();
    for (const { name, of, args } of GRAPHS) {
      const text = await ownPreview(checkout, of, ["--json", ...args]);
      if (text === undefined) throw new RunError(`${what}: there is no offline preview of ${name}.`);
      documents.set(name, text);
    }
    return documents;
  };
  try {
    return await (revision === undefined ? print(checkoutAt(repository)) : atRevision(revision, repository, print));
  } catch (error) {
    if (error instanceof UnknownRevisionError) throw new RunError(error.message);
    if (error instanceof CommandError) throw new RunError(`${what}: a preview failed.\n${error.message}`);
    throw error;
  }
}
