/** Protocol buffer messages that this harness reads (proto/resource.proto), as far as it reads them. */
interface List<T> {
  entries(): Iterable<[string, T]>;
}

export interface Struct {
  toJavaScript(): Record<string, unknown>;
}

interface PositionMessage {
  getUri(): string;
  getLine(): number;
}

interface AliasMessage {
  getUrn(): string;
  getSpec():
    | { getName(): string; getType(): string; getStack(): string; getProject(): string; getParenturn(): string }
    | undefined;
}

export interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getRemote(): boolean;
  getObject(): Struct | undefined;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): List<{ getUrnsList(): string[] }>;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getDeletebeforereplace(): boolean;
  getProvider(): string;
  getProvidersMap(): List<string>;
  getAliasesList(): AliasMessage[];
  getCustomtimeouts(): { getCreate(): string; getUpdate(): string; getDelete(): string } | undefined;
  getAdditionalsecretoutputsList(): string[];
  getVersion(): string;
  getStacktrace(): { getFramesList(): { getPc(): PositionMessage | undefined }[] } | undefined;
}

export interface InvokeRequest {
  getTok(): string;
  getArgs(): Struct | undefined;
  getProvider(): string;
  getVersion(): string;
}

export interface ReadRequest {
  getType(): string;
  getName(): string;
  getId(): string;
  getParent(): string;
  getProperties(): Struct | undefined;
  getDependenciesList(): string[];
  getProvider(): string;
  getAdditionalsecretoutputsList(): string[];
  getVersion(): string;
}

export interface CallRequest {
  getTok(): string;
  getVersion(): string;
}

export interface RegisterOutputsRequest {
  getUrn(): string;
  getOutputs(): Struct | undefined;
}

export type Reply<T> = (error: Error | null, response?: T) => void;

const sorted = (urns: readonly string[]): string[] => [...new Set(urns)].sort();

const nonEmpty = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));

/** A line of the program. */
export interface SourcePosition {
  /** A `file:` URL. */
  readonly uri: string;
  readonly line: number;
}

/** The calls that led to a registration, the innermost first; what no file is known of is left out. */
export function positionsOf(request: RegisterRequest): SourcePosition[] {
  return (request.getStacktrace()?.getFramesList() ?? []).flatMap((frame) => {
    const position = frame.getPc();
    return position === undefined ? [] : [{ uri: position.getUri(), line: position.getLine() }];
  });
}

/** `urn::id` of a provider without its id. */
const providerUrn = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));

/** The options of a registration; type, name, parent, URN, id and inputs are the monitor's. */
export function optionsOf(request: RegisterRequest) {
  const timeouts = request.getCustomtimeouts();
  return {
    custom: request.getCustom(),
    remote: request.getRemote(),
    dependsOn: sorted(request.getDependenciesList()),
    propertyDependencies: Object.fromEntries(
      [...request.getPropertydependenciesMap().entries()]
        .map(([key, list]) => [key, sorted(list.getUrnsList())] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    provider: request.getProvider() === "" ? null : providerUrn(request.getProvider()),
    providers: Object.fromEntries(
      [...request.getProvidersMap().entries()].map(([name, reference]) => [name, providerUrn(reference)]),
    ),
    aliases: request.getAliasesList().map(aliasOf),
    customTimeouts: nonEmpty({
      create: timeouts?.getCreate() ?? "",
      update: timeouts?.getUpdate() ?? "",
      delete: timeouts?.getDelete() ?? "",
    }),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    version: request.getVersion(),
  };
}

/** The options of a look-up: nothing is made, so that only its place in the graph counts. */
export function readOptionsOf(request: ReadRequest) {
  return {
    custom: true,
    remote: false,
    external: true as const,
    dependsOn: sorted(request.getDependenciesList()),
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    deleteBeforeReplace: false,
    provider: request.getProvider() === "" ? null : providerUrn(request.getProvider()),
    providers: {},
    aliases: [],
    customTimeouts: {},
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    version: request.getVersion(),
  };
}

function aliasOf(alias: AliasMessage): string | Record<string, string> {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  return nonEmpty({
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getParenturn(),
  });
}
