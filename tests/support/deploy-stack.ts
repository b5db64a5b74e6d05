import type { StackDocument } from "../../tools/program/document";
import { FIXTURE_STACKS } from "../../tools/program/fixtures";
import { keptPreviews, type Preview } from "../../tools/program/kept-previews";
import { previewStack, type PreviewOptions, type StackPreview } from "../../tools/program/program";
import type { StackConfig } from "../../stacks/config";
import { Deployment } from "@toolkit/offline/testing";
import { withoutTheirs } from "./ours";

/** A whole stack, from its file in tests/fixtures/stacks. */
export class StackDeployment extends Deployment {
  readonly config: StackConfig;
  readonly document: StackDocument;

  constructor(preview: StackPreview) {
    super(preview.graph);
    this.config = preview.config;
    this.document = preview.document;
  }
}

/** Runs the program for a stack of tests/fixtures/stacks: tests never read the user's own, nor judge what they add. */
export const previewFixture = (options: Omit<PreviewOptions, "folder"> = {}): Promise<StackPreview> =>
  previewStack({ ...options, folder: FIXTURE_STACKS }).then(withoutTheirs);

const cache = new Map<string, Promise<StackDeployment>>();

/**
 * Deploys a stack of this project offline. Each combination runs once per process: treat the result as read-only.
 *
 * @param set assignments as in `--set`, e.g. `frontend=spa`.
 * @param mode `both` also runs it as a first preview and requires the same resources. @default known
 */
export function deployStack(
  stack: string,
  options: Pick<PreviewOptions, "set" | "mode"> = {},
): Promise<StackDeployment> {
  const { set = [], mode = "known" } = options;
  // A run in both modes gives what is known.
  const both = mode === "known" ? cache.get(keyOf(stack, set, "both")) : undefined;
  const made = cache.get(keyOf(stack, set, mode)) ?? both;
  if (made !== undefined) return made;
  const deployment = previewFixture({ stack, set, mode }).then((preview) => new StackDeployment(preview));
  cache.set(keyOf(stack, set, mode), deployment);
  return deployment;
}

const elsewhere = keptPreviews();

/**
 * `previewStack` for commands whose tests only read what the program makes: a stack of tests/fixtures/stacks is the one
 * that `deployStack` gives, and each combination of another folder runs once per process too.
 */
export const sharedPreview: Preview = (run) => {
  const { stack = "dev", set = [], folder } = run;
  return folder === FIXTURE_STACKS ? deployStack(stack, { set }) : elsewhere(run);
};

/** The stack files say `ssr`, so saying it again makes no other stack. */
const keyOf = (stack: string, set: readonly string[], mode: PreviewOptions["mode"]): string =>
  JSON.stringify([stack, set.filter((assignment) => assignment !== "frontend=ssr"), mode]);
