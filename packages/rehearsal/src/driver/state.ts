import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { SIGNATURE } from "@toolkit/offline/signatures";

/** A resource as Pulumi's state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly delete?: boolean;
}

/** What `pulumi stack export` shows of a stack. */
export interface DeploymentState {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** The CLI's own file of a stack in a backend that is a folder; its third version since 2019. */
interface Checkpoint {
  readonly version: number;
  readonly checkpoint: { readonly latest?: DeploymentState | null };
}

/**
 * The state of a stack in a backend that is a folder, secrets still sealed: what `pulumi stack export` shows, without a
 * command of the CLI, of which a rehearsal would run hundreds.
 *
 * @returns undefined when there is no such file, or one that this does not know: then the CLI has to be asked.
 */
export function readState(backend: string, stack: string): DeploymentState | undefined {
  const projects = path.join(backend, ".pulumi", "stacks");
  if (!existsSync(projects)) return undefined;
  const files = readdirSync(projects).map((project) => path.join(projects, project, `${stack}.json`));
  const [file, ...others] = files.filter((each) => existsSync(each));
  if (file === undefined || others.length > 0) return undefined;
  const { version, checkpoint } = JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
  return version === 3 ? (checkpoint.latest ?? {}) : undefined;
}

/** The stack's outputs; undefined when one of them is sealed, or a file. */
export function plainOutputs({ resources = [] }: DeploymentState): Readonly<Record<string, unknown>> | undefined {
  const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  return JSON.stringify(outputs).includes(SIGNATURE) ? undefined : outputs;
}
