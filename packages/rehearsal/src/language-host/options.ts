import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";

/** `runtime.options` of Pulumi.yaml, as the official host reads them. */
export interface NodeOptions {
  /** Run TypeScript entry points directly. @default true */
  readonly typescript: boolean;
  /** Folder-relative path of the tsconfig used for the program. */
  readonly tsconfig?: string;
  /** Arguments for `node` itself, before the program. @default [] */
  readonly nodeArgs: readonly string[];
}

/** Reads the options of a runtime; values of a wrong type are an error that names the key. */
export function nodeOptions(raw: Readonly<Record<string, unknown>>): NodeOptions {
  const typescript = raw.typescript ?? true;
  if (typeof typescript !== "boolean")
    throw new Error("runtime.options.typescript in Pulumi.yaml must be true or false");
  const tsconfig = optionalText(raw, "tsconfig");
  const nodeArgs = optionalText(raw, "nodeargs");
  return {
    typescript,
    ...(tsconfig === undefined ? {} : { tsconfig }),
    nodeArgs: nodeArgs?.split(/\s+/).filter((argument) => argument !== "") ?? [],
  };
}

function optionalText(raw: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = raw[key];
  if (value === undefined || typeof value === "string") return value;
  throw new Error(`runtime.options.${key} in Pulumi.yaml must be a string`);
}

/** The environment through which `@pulumi/pulumi/cmd/run` learns options and configuration. */
export function programEnvironment(request: RunRequest, options: NodeOptions): Record<string, string> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
    ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** The arguments of `@pulumi/pulumi/cmd/run` for one run of a program. */
export function programArguments(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  return [
    ...["--monitor", request.getMonitorAddress()],
    ...["--engine", engineAddress],
    ...["--organization", request.getOrganization()],
    ...["--project", request.getProject()],
    ...["--stack", request.getStack()],
    ...["--pwd", request.getPwd()],
    ...["--root-directory", info?.getRootDirectory() ?? request.getPwd()],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() ?? request.getProgram(),
    ...request.getArgsList(),
  ];
}
