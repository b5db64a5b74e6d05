import { type GraphResource, STACK_TYPE, urnOf, withoutStack } from "../graph";
import type { GivenAnswer } from "../answers";
import { jsonIn } from "../json-text";
import { NoteBook } from "../notes";
import { isAbsent } from "../regions";
import { checkedInputs, createResource, type Emulated, NameError, type WorldContext } from "../world";
import { LookUps } from "./look-ups";
import { type HouseRules, messageOf, orphanProblem, textProblems } from "./problems";
import {
  type CallRequest,
  type InvokeRequest,
  optionsOf,
  positionsOf,
  type ReadRequest,
  readOptionsOf,
  type RegisterOutputsRequest,
  type RegisterRequest,
  type Reply,
  type SourcePosition,
  type Struct,
} from "./requests";
import { plainFields, providerFields, secret, withIds } from "./values";

type Fields = Record<string, unknown>;

/** Features of the engine that the SDK may use here; without `outputValues`, inputs arrive as plain values. */
const UNSUPPORTED = new Set(["outputValues", "transforms", "invokeTransforms"]);

const NOTHING: Emulated = { id: "", computed: {}, secrets: [], source: "nothing" };

const struct = (fields: Fields): Struct => ({ toJavaScript: () => fields });

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  /** Run as in a first preview: what AWS computes is unknown. */
  readonly unknown: boolean;
  /** The program is told that this is a preview, so that what has no value is unknown to it, not undefined. */
  readonly dryRun: boolean;
  readonly context: WorldContext;
  readonly house: HouseRules;
  /** What the user says of the account. */
  readonly answers: readonly GivenAnswer[];
  /** Told of each resource that is made at a provider. */
  readonly onCreate?: ((made: CreatedResource) => void) | undefined;
  /** Told of where each resource is registered. */
  readonly onRegister?: ((urn: string, calls: readonly SourcePosition[]) => void) | undefined;
}

/** A resource as its emulated provider made it: nothing is masked, secrets included. */
export interface CreatedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly inputs: Readonly<Fields>;
  readonly outputs: Readonly<Fields>;
}

/** Stands in for Pulumi's engine: records every registration in full and answers as AWS would. */
export class RecordingMonitor {
  readonly resources: GraphResource[] = [];
  readonly problems: string[] = [];
  readonly noteBook = new NoteBook();
  stackOutputs: Fields = {};
  /** Grows with every request, so that a run that goes on can be told from one that hangs. */
  activity = 0;
  readonly #byUrn = new Map<string, GraphResource>();
  readonly #lookUps: LookUps;

  constructor(private readonly options: MonitorOptions) {
    this.#lookUps = new LookUps({ ...options, noteBook: this.noteBook });
  }

  supportsFeature(request: { getId(): string }, reply: Reply<{ getHassupport(): boolean }>): void {
    reply(null, { getHassupport: () => !UNSUPPORTED.has(request.getId()) });
  }

  registerResource(request: RegisterRequest, reply: Reply<object>): void {
    this.activity++;
    const sent = request.getObject()?.toJavaScript() ?? {};
    const wire = request.getCustom() ? (withIds(sent) as Fields) : sent;
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent() === "" ? null : request.getParent();
    const urn = urnOf({ ...this.options, type, name, parent });
    this.options.onRegister?.(urn, positionsOf(request));
    const options = optionsOf(request);
    const { id, outputs } = this.#create({ urn, type, name, ...options }, wire);
    this.#record(
      { urn, type, name, parent, id, inputs: type === STACK_TYPE ? {} : plainFields(wire), ...options },
      wire,
    );
    reply(null, {
      getUrn: () => urn,
      getId: () => id,
      getObject: () => struct(outputs),
      getPropertydependenciesMap: () => undefined,
      getResult: () => 0,
    });
  }

  registerResourceOutputs(request: RegisterOutputsRequest, reply: Reply<object>): void {
    this.activity++;
    if (this.#byUrn.get(request.getUrn())?.type === STACK_TYPE) {
      const outputs = request.getOutputs()?.toJavaScript() ?? {};
      this.stackOutputs = plainFields(outputs);
      this.#tell(textProblems({ type: STACK_TYPE, name: "outputs" }, outputs));
    }
    reply(null, {});
  }

  invoke(request: InvokeRequest, reply: Reply<object>): void {
    this.activity++;
    const inputs = providerFields(request.getArgs()?.toJavaScript() ?? {});
    const context = this.#contextOf(request.getProvider());
    const result = this.#lookUps.invoke(request.getTok(), inputs, context, request.getVersion());
    reply(null, { getReturn: () => struct(result), getFailuresList: () => [] });
  }

  readResource(request: ReadRequest, reply: Reply<object>): void {
    this.activity++;
    const [type, name, id] = [request.getType(), request.getName(), request.getId()];
    const wire = withIds(request.getProperties()?.toJavaScript() ?? {}) as Fields;
    const parent = request.getParent() === "" ? null : request.getParent();
    const urn = urnOf({ ...this.options, type, name, parent });
    const options = readOptionsOf(request);
    const { version } = options;
    const resource = { urn: withoutStack(urn), type, name, id, version, inputs: providerFields(wire) };
    const outputs = this.#lookUps.read(resource, this.#contextOf(request.getProvider()));
    this.#record({ urn, type, name, parent, id, inputs: plainFields(wire), ...options }, {});
    reply(null, { getUrn: () => urn, getProperties: () => struct(outputs) });
  }

  call(request: CallRequest, reply: Reply<object>): void {
    this.activity++;
    const result = this.#lookUps.call(request.getTok(), request.getVersion());
    reply(null, {
      getReturn: () => struct(result),
      getReturndependenciesMap: () => undefined,
      getFailuresList: () => [],
    });
  }

  registerPackage(_: unknown, reply: Reply<object>): void {
    reply(null, { getRef: () => "offline" });
  }

  /** The SDK closes its monitor when a run ends. */
  close(): void {
    this.activity++;
  }

  /** Problems that show only once everything has been asked. */
  get lateProblems(): string[] {
    return this.#lookUps.unused.map(({ written }) => `--answer ${written}: the program asks no such thing.`);
  }

  /** Broken texts are a matter of the house. */
  #tell(texts: readonly string[]): void {
    if (this.options.house.noBrokenTexts === true) this.problems.push(...texts);
    else for (const text of texts) this.noteBook.add("remarks", text);
  }

  #record(resource: GraphResource, wire: Fields): void {
    if (this.#byUrn.has(resource.urn)) {
      this.problems.push(`duplicate URN: ${resource.urn} is registered twice.`);
      return;
    }
    this.#byUrn.set(resource.urn, resource);
    this.resources.push(resource);
    const orphan = this.options.house.inComponents === true ? orphanProblem(resource) : undefined;
    if (orphan !== undefined) this.problems.push(orphan);
    this.#tell(textProblems(resource, resource.type === STACK_TYPE ? {} : wire));
  }

  /** The provider's answer: inputs echoed as they came, and what AWS computes unless it is unknown. */
  #create(resource: Registered, wire: Fields): { id: string; outputs: Fields } {
    if (!resource.custom && !resource.remote) return { id: "", outputs: {} };
    const emulated = this.#emulate(resource, wire);
    this.#note(resource, emulated, wire);
    // What a provider's component makes is not seen, and what it gives back follows from that.
    const isKnown = !this.options.unknown && !(resource.remote && this.options.dryRun && emulated.source !== "model");
    const secrets = new Set([...emulated.secrets, ...resource.additionalSecretOutputs]);
    this.#report(resource, emulated, wire);
    const outputs = Object.fromEntries(
      Object.entries({ ...emulated.checked, ...wire, ...(isKnown ? emulated.computed : {}) })
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, secrets.has(key) ? secret(value) : value]),
    );
    return { id: isKnown && !resource.remote ? emulated.id : "", outputs };
  }

  #report(
    { urn, type, name, provider }: Registered,
    { id, checked, computed }: Emulated & { checked: Fields },
    wire: Fields,
  ): void {
    if (this.options.onCreate === undefined) return;
    const inputs = { ...checked, ...providerFields(wire) };
    const region = this.#regionOf(inputs, provider);
    this.options.onCreate({ urn, type, name, id, region, inputs, outputs: { ...computed, ...inputs } });
  }

  #emulate({ urn, type, name, provider, version }: Registered, wire: Fields): Emulated & { checked: Fields } {
    const resource = { urn: withoutStack(urn), type, name, version, inputs: providerFields(wire) };
    try {
      const checked = checkedInputs(resource);
      return { ...createResource({ ...resource, inputs: checked }, this.#contextOf(provider ?? "")), checked };
    } catch (error) {
      if (error instanceof NameError) this.problems.push(error.message);
      else this.noteBook.add("remarks", `${type} "${name}" has no outputs here: ${messageOf(error)}`);
      return { ...NOTHING, checked: {} };
    }
  }

  #note({ type, provider, remote }: Registered, { source }: Emulated, wire: Fields): void {
    const region = this.#regionOf(wire, provider);
    if (isAbsent(type, region)) this.noteBook.add("absent", `${type} in ${region}`);
    if (type.startsWith("pulumi:") || source === "model") return;
    this.noteBook.add(remote ? "remote" : source === "description" ? "described" : "opaque", type);
  }

  #regionOf({ region }: Fields, provider?: string | null): string {
    return typeof region === "string" ? region : this.#contextOf(provider ?? "").region;
  }

  /** Account, and the region and tags of the explicit provider if there is one. */
  #contextOf(provider: string): WorldContext {
    const inputs =
      this.#byUrn.get(provider)?.inputs ?? this.#byUrn.get(provider.slice(0, provider.lastIndexOf("::")))?.inputs;
    const { context } = this.options;
    if (inputs === undefined) return context;
    return {
      ...context,
      region: typeof inputs.region === "string" ? inputs.region : context.region,
      defaultTags: { ...context.defaultTags, ...providerTags(inputs.defaultTags) },
    };
  }
}

type Registered = Pick<
  GraphResource,
  "urn" | "type" | "name" | "custom" | "remote" | "provider" | "version" | "additionalSecretOutputs"
>;

/** Providers receive objects as JSON texts. */
const providerTags = (text: unknown): Record<string, string> =>
  (Object(jsonIn(text)) as { readonly tags?: Record<string, string> }).tags ?? {};
