import { RunError } from "@pulumi/pulumi/errors";
import type { GivenAnswer } from "../answers";
import { ACCOUNT_ID } from "../account";
import { CaptureError } from "../capture/problems";
import { GRAPH_VERSION, type GraphDocument, ResourceGraph } from "../graph";
import { jsonIn } from "../json-text";
import { hasNotes, type Notes } from "../notes";
import type { WorldContext } from "../world";
import { environmentOf, standInFolder } from "./environment";
import { type Ended, runInProcess } from "./process";
import { type Project, type ProjectOptions, readProject } from "./project";
import { type Packages, packagesOf } from "./stand-ins";
import type { Outcome, Task } from "./task";

export interface ProgramOptions extends ProjectOptions {
  /** Folder of the project, where its `Pulumi.yaml` is. */
  readonly folder: string;
  /** Run as in a first preview, where what AWS computes is unknown. @default false */
  readonly unknown?: boolean;
  /** What the user says of the account. @default nothing */
  readonly answers?: readonly GivenAnswer[];
  /** Milliseconds after which the program is ended, whatever it does. @default 120000 */
  readonly limitMs?: number;
  /** Told of what the program prints, shortened. @default it is dropped */
  readonly onPrint?: (text: string) => void;
}

/** What a program that is not at hand as a function would deploy. */
export interface ProgramPreview {
  readonly graph: ResourceGraph;
  readonly document: GraphDocument;
}

/** A program that ended makes no requests for this long before something that keeps it alive is given up. */
const QUIET_MS = 1500;
const STUCK_MS = 15_000;

/**
 * Previews any Pulumi program for AWS in TypeScript or JavaScript, offline: in a process of its own, with its own
 * packages where they are installed and this project's where not. No house rules hold for it.
 *
 * @throws RunError for mistakes of the user; CaptureError for what a deployment could not bear.
 */
export async function previewProgram(options: ProgramOptions): Promise<ProgramPreview> {
  const project = readProject(options.folder, options);
  const packages = packagesOf(project, standInFolder());
  const first = await run(project, options, options.unknown === true);
  const outcome =
    first.failure?.kind === "thrown" && options.unknown !== true ? await again(project, options, first) : first;
  const { failure, problems } = outcome;
  if (failure !== undefined) throw new RunError(explained(outcome, failure, project, packages));
  if (problems.length > 0) throw new CaptureError(problems);
  const notes = withStandIns(outcome.notes, packages);
  const graph = new ResourceGraph(outcome.resources, outcome.outputs, notes);
  if (graph.resources.length < 2) {
    throw new RunError(`The program in ${project.folder} registered nothing: it ended before its first resource.`);
  }
  return { graph, document: documentOf(project, graph) };
}

async function run(project: Project, options: ProgramOptions, unknown: boolean): Promise<Outcome> {
  const { runtime } = project;
  const dependencies = Object.keys(project.manifest.dependencies ?? {});
  const task: Task = {
    project: project.name,
    stack: project.stack,
    folder: project.folder,
    entry: project.entry,
    isModule: project.isModule,
    preload: ["@pulumi/pulumi", ...dependencies.filter((name) => name === "@pulumi/aws")],
    standIn: standInFolder(),
    context: contextOf(runtime.config),
    unknown,
    answers: options.answers ?? [],
    quietMs: QUIET_MS,
    stuckMs: STUCK_MS,
  };
  const ended = await runInProcess({
    task,
    environment: (tsconfig) => environmentOf(project, runtime, tsconfig),
    tsconfig: project.tsconfig,
    limitMs: options.limitMs ?? 120_000,
  });
  if (ended.printed !== "") options.onPrint?.(ended.printed);
  return ended.outcome ?? lost(ended, project);
}

/** A process that was ended from outside, or that could not even begin. */
function lost({ printed }: Ended, { folder }: Project): never {
  const last = printed.split("\n").at(-1) ?? "";
  throw new RunError(`The program in ${folder} ended without an answer${last === "" ? "." : `: ${last}`}`);
}

/** Example values are not to every program's taste; a real first preview has none. */
async function again(project: Project, options: ProgramOptions, first: Outcome): Promise<Outcome> {
  const second = await run(project, options, true);
  if (second.failure !== undefined) return first;
  const why = `the program fails on example values, so that what AWS computes is unknown: ${first.failure?.message ?? ""}`;
  return { ...second, notes: { ...second.notes, remarks: [...second.notes.remarks, why] } };
}

function explained(
  { notes }: Outcome,
  { kind, message, package: lacking }: NonNullable<Outcome["failure"]>,
  { folder }: Project,
  { missing }: Packages,
): string {
  if (kind === "missing") {
    const names = [...new Set([lacking ?? message, ...missing])];
    return `The program in ${folder} needs ${names.length === 1 ? "a package that is" : "packages that are"} not installed: ${names.join(", ")}. Run npm install there.`;
  }
  const key = /Missing required configuration variable '([^']+)'/.exec(message)?.[1];
  if (key !== undefined) return `The program in ${folder} needs configuration: give it with --config ${key}=VALUE.`;
  const feature = /The Pulumi CLI does not support (?:the )?([\w ]+)\. Please update/.exec(message)?.[1];
  if (feature !== undefined) {
    // Transforms of resources run here, so that those of functions are meant.
    const what = feature === "transforms" ? "transforms of functions" : feature;
    return `The program in ${folder} uses ${what}, which only the Pulumi CLI runs: it cannot be previewed offline.`;
  }
  const hint = notes.withheld.map((what) => `--answer ${what.startsWith("stack") ? `${what}.OUTPUT` : what}=VALUE`);
  const unknown = hint.length === 0 ? "" : `\nIt asks what only the account knows; give it with ${hint.join(" ")}`;
  return `The program in ${folder} fails: ${message}${unknown}`;
}

function withStandIns(notes: Notes, { standIns }: Packages): Notes {
  if (standIns.length === 0) return notes;
  const remark = `not installed in the program, so that this project's were used: ${standIns.join(", ")}`;
  return { ...notes, remarks: [...notes.remarks, remark] };
}

/** Where the program would deploy to, by its `aws:*` configuration. */
function contextOf(config: Readonly<Record<string, string>>): WorldContext {
  const { tags } = Object(jsonIn(config["aws:defaultTags"])) as { readonly tags?: Record<string, string> };
  const accounts = jsonIn(config["aws:allowedAccountIds"]);
  const [account] = (Array.isArray(accounts) ? accounts : []) as readonly (string | number | undefined)[];
  const region = config["aws:region"] ?? "";
  return {
    accountId: account === undefined ? ACCOUNT_ID : String(account),
    region,
    partition: region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws",
    ...(tags === undefined ? {} : { defaultTags: tags }),
    complete: true,
  };
}

function documentOf(project: Project, graph: ResourceGraph): GraphDocument {
  const { config, secretKeys } = project.runtime;
  const namespaces: Record<string, Record<string, unknown>> = {};
  for (const [key, text] of Object.entries(config)) {
    const [namespace = "", name = ""] = key.split(/:(.*)/s);
    const value = secretKeys.includes(key) ? "[secret]" : jsonIn(text);
    namespaces[namespace] = { ...namespaces[namespace], [name]: value };
  }
  return {
    version: GRAPH_VERSION,
    project: project.name,
    stack: project.stack,
    config: namespaces,
    resources: graph.resources,
    outputs: graph.outputs,
    ...(hasNotes(graph.notes) ? { notes: graph.notes } : {}),
  };
}
