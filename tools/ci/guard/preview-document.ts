import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

const properties = z.record(z.string(), z.unknown());
const state = z.looseObject({
  id: z.string().optional(),
  inputs: properties.optional(),
  protect: z.boolean().optional(),
  custom: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).optional(),
});
const step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  diffReasons: z.array(z.string()).nullish(),
  replaceReasons: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.looseObject({ kind: z.string() })).nullish(),
});
const document = z.looseObject({
  config: z.record(z.string(), z.string()).nullish(),
  // The CLI leaves out what is empty, but every complete preview ends with its summary.
  changeSummary: z.record(z.string(), z.number()),
  steps: z.array(step).nullish(),
  diagnostics: z.array(z.looseObject({ message: z.string(), severity: z.string() })).nullish(),
});

/** One planned step of `pulumi preview --json`. */
export type PreviewStep = z.infer<typeof step>;

/** What a preview plans. */
export interface PreviewDocument {
  readonly steps: readonly PreviewStep[];
  /** Number of resources by operation. */
  readonly changes: Readonly<Record<string, number>>;
  /** Configuration of the stack, `namespace:key` to value; lists and mappings as JSON, secrets hidden. */
  readonly config: Readonly<Record<string, string>>;
  /** Why the preview failed; empty when it did not. */
  readonly errors: readonly string[];
}

/**
 * Reads the output of `pulumi preview --json`.
 *
 * @param source names the text in messages, e.g. a file.
 * @throws RunError for a text that is something else, such as the empty output of a command that failed.
 */
export function parsePreview(text: string, source: string): PreviewDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new RunError(`${source} is not the output of pulumi preview --json: ${beginning(text)}`);
  }
  const { data, error } = document.safeParse(json);
  if (data === undefined) {
    const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new RunError([`${source} is not the output of pulumi preview --json:`, ...problems].join("\n"));
  }
  return {
    steps: data.steps ?? [],
    changes: data.changeSummary,
    config: data.config ?? {},
    errors: (data.diagnostics ?? [])
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => withoutFrames(message.replace(/^error: /, ""))),
  };
}

/** A program's own error comes with coloured stack frames. */
const withoutFrames = (message: string): string => (message.split(/\n\S*\s+at /)[0] ?? "").trim();

const beginning = (text: string): string =>
  text.trim() === "" ? "it is empty." : `it begins with "${text.trim().slice(0, 40)}".`;

/** Type and logical name of a URN, e.g. `aws:rds/instance:Instance` and `database`. */
export function resourceOf(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}
