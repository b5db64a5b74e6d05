import { RunError } from "@pulumi/pulumi/errors";
import { loadStackConfig, type StackConfig } from "../../stacks/config";
import { deployWebApp } from "../../stacks/web-app";
import { capture, captureBoth, type CaptureOptions, STRICT } from "@toolkit/offline/capture";
import { refusalText, refusedInputs } from "@toolkit/offline/constraints";
import { GRAPH_VERSION, type ResourceGraph } from "@toolkit/offline/graph";
import { hasNotes } from "@toolkit/offline/notes";
import { setPaths } from "@toolkit/offline/set-path";
import { readStackFile, toRuntimeConfig } from "@toolkit/offline/stack-file";
import type { StackDocument } from "./document";

/** Namespace of this program's configuration keys, whatever the project is called. */
export const NAMESPACE = "webapp";

export interface PreviewOptions {
  /** Name of the stack file, `Pulumi.<stack>.yaml`. @default "dev" */
  readonly stack?: string;
  /** Assignments as in `--set`. @default none */
  readonly set?: readonly string[];
  /**
   * `known` runs once with emulated values; `unknown` once as a first preview; `both` runs both and requires that they
   * register the same resources. @default "known"
   */
  readonly mode?: "known" | "unknown" | "both";
  /** Where the stack files are. @default the working directory */
  readonly folder?: string | undefined;
  /** Told of each resource that is made at a provider. @default nobody is told */
  readonly onCreate?: CaptureOptions["onCreate"];
  /** Told of where each resource is registered. @default nobody is told */
  readonly onRegister?: CaptureOptions["onRegister"];
}

/** A stack as the program would deploy it. */
export interface StackPreview {
  readonly config: StackConfig;
  readonly graph: ResourceGraph;
  readonly document: StackDocument;
}

/**
 * Runs the program of this project for one stack, offline, with the configuration that the CLI would pass.
 *
 * @throws RunError for mistakes of the user; CaptureError for mistakes of the program.
 */
export async function previewStack(options: PreviewOptions = {}): Promise<StackPreview> {
  const { stack = "dev", set = [], mode = "known", folder, onCreate, onRegister } = options;
  const file = readStackFile(stack, folder);
  const values = setPaths(file.config, set, NAMESPACE);
  let config: StackConfig | undefined;
  const program = (): Promise<Record<string, unknown>> => {
    config = loadStackConfig();
    return deployWebApp(config);
  };
  const captureOptions: CaptureOptions = {
    project: file.project,
    stack,
    ...toRuntimeConfig(values),
    context: contextOf(values),
    house: STRICT,
    unknown: mode === "unknown",
    ...(onCreate === undefined ? {} : { onCreate }),
    ...(onRegister === undefined ? {} : { onRegister }),
  };
  const graph = await (mode === "both" ? captureBoth : capture)(program, captureOptions);
  if (config === undefined || graph.managed.length === 0) {
    throw new RunError(`The program registered nothing for stack ${stack}: it ended before its first resource.`);
  }
  const refused = refusalText(refusedInputs(graph));
  if (refused !== undefined) throw new RunError(refused);
  return { config, graph, document: documentOf(config, graph) };
}

function documentOf(config: StackConfig, graph: ResourceGraph): StackDocument {
  return {
    version: GRAPH_VERSION,
    project: config.project,
    stack: config.stack,
    frontend: config.frontend,
    config: JSON.parse(JSON.stringify(config)) as Record<string, unknown>,
    resources: graph.resources,
    outputs: graph.outputs,
    ...(hasNotes(graph.notes) ? { notes: graph.notes } : {}),
  };
}

/** The account that the stack is allowed in, so that the provider's own check would pass. */
function contextOf(values: Readonly<Record<string, unknown>>): { accountId?: string } {
  const allowed = values["aws:allowedAccountIds"];
  return Array.isArray(allowed) && allowed.length > 0 ? { accountId: String(allowed[0]) } : {};
}
