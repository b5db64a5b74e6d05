import { RunError } from "@pulumi/pulumi/errors";

import { type BootstrapConfig, loadBootstrapConfig } from "../../bootstrap/config";
import { deployBootstrap } from "../../bootstrap/program";
import { capture, captureBoth, STRICT } from "@toolkit/offline/capture";
import { refusalText, refusedInputs } from "@toolkit/offline/constraints";
import { GRAPH_VERSION, type ResourceGraph } from "@toolkit/offline/graph";
import { setPaths } from "@toolkit/offline/set-path";
import { readStackFile, toRuntimeConfig } from "@toolkit/offline/stack-file";

export interface BootstrapPreviewOptions {
  /** Assignments as in `--set`. @default none */
  readonly set?: readonly string[];
  /** As in the preview of the application. @default "known" */
  readonly mode?: "known" | "unknown" | "both";
  /** Where the stack file is. @default bootstrap */
  readonly folder?: string | undefined;
}

/** What the bootstrap project would make, and the configuration that says so. */
export type BootstrapPreview = Awaited<ReturnType<typeof previewBootstrap>>;

const FOLDER = "bootstrap";
const STACK = "bootstrap";

/**
 * Runs the bootstrap project offline, with the configuration of its stack file.
 *
 * @throws RunError for mistakes of the user; CaptureError for mistakes of the program.
 */
export async function previewBootstrap(options: BootstrapPreviewOptions = {}) {
  const { set = [], mode = "known", folder = FOLDER } = options;
  const file = readStackFile(STACK, folder);
  const { config: runtime, secretKeys } = toRuntimeConfig(setPaths(file.config, set, STACK));
  const { project } = file;
  let config: BootstrapConfig | undefined;
  const program = (): Record<string, unknown> => {
    config = loadBootstrapConfig();
    return deployBootstrap(config);
  };
  const captureOptions = {
    project,
    stack: STACK,
    config: runtime,
    secretKeys,
    unknown: mode === "unknown",
    house: STRICT,
  };
  const graph: ResourceGraph = await (mode === "both" ? captureBoth : capture)(program, captureOptions);
  if (config === undefined || graph.managed.length === 0) {
    throw new RunError("The bootstrap registered nothing: it ended before its first resource.");
  }
  const refused = refusalText(refusedInputs(graph));
  if (refused !== undefined) throw new RunError(refused);
  const { resources, outputs } = graph;
  return { config, graph, document: { version: GRAPH_VERSION, project, stack: STACK, config, resources, outputs } };
}
