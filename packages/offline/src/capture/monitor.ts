import { type GraphResource, STACK_TYPE, urnOf } from "../graph";
import { checkedInputs, createResource, type Emulated, invokeResult, type WorldContext } from "../world";
import { messageOf, orphanProblem, textProblems } from "./problems";
import {
  type InvokeRequest,
  optionsOf,
  type RegisterOutputsRequest,
  type RegisterRequest,
  type Reply,
  type Struct,
} from "./requests";
import { plainFields, providerFields, secret } from "./values";

type Fields = Record<string, unknown>;

/** Features of the engine that the SDK may use here; without `outputValues`, inputs arrive as plain values. */
const UNSUPPORTED = new Set(["outputValues", "transforms", "invokeTransforms"]);

const NOTHING: Emulated = { id: "", computed: {}, secrets: [] };

const struct = (fields: Fields): Struct => ({ toJavaScript: () => fields });

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly unknown: boolean;
  readonly context: WorldContext;
  /** Told of each resource that is made at a provider. */
  readonly onCreate?: ((made: CreatedResource) => void) | undefined;
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
  stackOutputs: Fields = {};
  /** Grows with every request, so that a run that goes on can be told from one that hangs. */
  activity = 0;
  readonly #byUrn = new Map<string, GraphResource>();

  constructor(private readonly options: MonitorOptions) {}

  supportsFeature(request: { getId(): string }, reply: Reply<{ getHassupport(): boolean }>): void {
    reply(null, { getHassupport: () => !UNSUPPORTED.has(request.getId()) });
  }

  registerResource(request: RegisterRequest, reply: Reply<object>): void {
    this.activity++;
    const wire = request.getObject()?.toJavaScript() ?? {};
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent() === "" ? null : request.getParent();
    const urn = urnOf({ ...this.options, type, name, parent });
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
      this.problems.push(...textProblems({ type: STACK_TYPE, name: "outputs" }, outputs));
    }
    reply(null, {});
  }

  invoke(request: InvokeRequest, reply: Reply<object>): void {
    this.activity++;
    const inputs = providerFields(request.getArgs()?.toJavaScript() ?? {});
    try {
      const result = invokeResult(request.getTok(), inputs, this.#contextOf(request.getProvider()));
      reply(null, { getReturn: () => struct(result), getFailuresList: () => [] });
    } catch (error) {
      this.#refuse(`unexpected invoke: ${messageOf(error)}`, reply);
    }
  }

  readResource(request: { getType(): string; getName(): string }, reply: Reply<object>): void {
    this.#refuse(`unexpected read: ${request.getType()} "${request.getName()}" is looked up in AWS.`, reply);
  }

  call(request: { getTok(): string }, reply: Reply<object>): void {
    this.#refuse(`unexpected call: the method ${request.getTok()} runs in a provider.`, reply);
  }

  registerPackage(_: unknown, reply: Reply<object>): void {
    reply(null, { getRef: () => "offline" });
  }

  /** The SDK closes its monitor when a run ends. */
  close(): void {
    this.activity++;
  }

  #refuse(problem: string, reply: Reply<object>): void {
    this.activity++;
    this.problems.push(problem);
    reply(new Error(problem));
  }

  #record(resource: GraphResource, wire: Fields): void {
    if (this.#byUrn.has(resource.urn)) {
      this.problems.push(`duplicate URN: ${resource.urn} is registered twice.`);
      return;
    }
    this.#byUrn.set(resource.urn, resource);
    this.resources.push(resource);
    const orphan = orphanProblem(resource);
    if (orphan !== undefined) this.problems.push(orphan);
    this.problems.push(...textProblems(resource, resource.type === STACK_TYPE ? {} : wire));
  }

  /** The provider's answer: inputs echoed as they came, and what AWS computes unless it is unknown. */
  #create(
    resource: Pick<
      GraphResource,
      "urn" | "type" | "name" | "custom" | "remote" | "provider" | "additionalSecretOutputs"
    >,
    wire: Fields,
  ): { id: string; outputs: Fields } {
    if (!resource.custom && !resource.remote) return { id: "", outputs: {} };
    const emulated = this.#emulate(resource, wire);
    const secrets = new Set([...emulated.secrets, ...resource.additionalSecretOutputs]);
    this.#report(resource, emulated, wire);
    const outputs = Object.fromEntries(
      Object.entries({ ...emulated.checked, ...wire, ...(this.options.unknown ? {} : emulated.computed) })
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, secrets.has(key) ? secret(value) : value]),
    );
    return { id: this.options.unknown ? "" : emulated.id, outputs };
  }

  #report(
    { urn, type, name, provider }: Pick<GraphResource, "urn" | "type" | "name" | "provider">,
    { id, checked, computed }: Emulated & { checked: Fields },
    wire: Fields,
  ): void {
    const inputs = { ...checked, ...providerFields(wire) };
    const region = typeof inputs.region === "string" ? inputs.region : this.#contextOf(provider ?? "").region;
    this.options.onCreate?.({ urn, type, name, id, region, inputs, outputs: { ...computed, ...inputs } });
  }

  #emulate(
    { urn, type, name, provider }: Pick<GraphResource, "urn" | "type" | "name" | "provider">,
    wire: Fields,
  ): Emulated & { checked: Fields } {
    // Ids derive from the URN; without the stack's name they are the same in every stack, so that stacks compare.
    const resource = { urn: urn.replace(/^urn:pulumi:.*?::/, ""), type, name, inputs: providerFields(wire) };
    try {
      const checked = checkedInputs(resource);
      return { ...createResource({ ...resource, inputs: checked }, this.#contextOf(provider ?? "")), checked };
    } catch (error) {
      this.problems.push(`not emulated: ${messageOf(error)}`);
      return { ...NOTHING, checked: {} };
    }
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

/** Providers receive objects as JSON texts. */
function providerTags(text: unknown): Record<string, string> {
  if (typeof text !== "string" || !text.startsWith("{")) return {};
  return (JSON.parse(text) as { tags?: Record<string, string> }).tags ?? {};
}
