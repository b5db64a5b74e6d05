import { STACK_TYPE } from "../../graph";
import { RecordingMonitor, type MonitorOptions } from "../../capture/monitor";
import type { RegisterRequest, Reply, Struct } from "../../capture/requests";

/** Functions of the program that change what it registers, by their tokens; their messages travel as bytes. */
export type Callbacks = ReadonlyMap<string, (request: Uint8Array) => Promise<TransformResponse>>;

interface Callback {
  getToken(): string;
}

interface TransformOptions {
  getDependsOnList(): string[];
  getProtect(): boolean | undefined;
  getRetainOnDelete(): boolean | undefined;
  getDeleteBeforeReplace(): boolean | undefined;
  getIgnoreChangesList(): string[];
  getReplaceOnChangesList(): string[];
  getAdditionalSecretOutputsList(): string[];
  getProvider(): string;
  getVersion(): string;
  getAliasesList(): ReturnType<RegisterRequest["getAliasesList"]>;
}

interface TransformResponse {
  getProperties(): Struct | undefined;
  getOptions(): TransformOptions | undefined;
}

/** Messages of the program's own SDK, which fill in each other. */
export interface Protocol {
  readonly TransformRequest: new () => Record<string, (value: unknown) => unknown> & {
    serializeBinary(): Uint8Array;
  };
  readonly TransformResourceOptions: new () => Record<string, (value: unknown) => unknown>;
}

type Transformed = RegisterRequest & { getTransformsList?(): Callback[] };

/**
 * A recorder that lets the program's transforms change each resource first, as the engine does: the resource's own, then
 * those of its parents, then the stack's (https://www.pulumi.com/docs/iac/concepts/options/transforms/).
 */
export class TransformingMonitor extends RecordingMonitor {
  readonly #ofStack: Callback[] = [];
  readonly #byUrn = new Map<string, readonly Callback[]>();

  constructor(
    options: MonitorOptions,
    private readonly callbacks: Callbacks,
    private readonly protocol: () => Protocol,
  ) {
    super(options);
  }

  override supportsFeature(request: { getId(): string }, reply: Reply<{ getHassupport(): boolean }>): void {
    if (request.getId() === "transforms") reply(null, { getHassupport: () => true });
    else super.supportsFeature(request, reply);
  }

  registerStackTransform(callback: Callback, reply: Reply<object>): void {
    this.#ofStack.push(callback);
    reply(null, {});
  }

  override registerResource(request: Transformed, reply: Reply<object>): void {
    const inherited = [...(request.getTransformsList?.() ?? []), ...(this.#byUrn.get(request.getParent()) ?? [])];
    const transforms = request.getType() === STACK_TYPE ? [] : [...inherited, ...this.#ofStack];
    const register = (changed: RegisterRequest): void => {
      super.registerResource(changed, (error, response) => {
        this.#byUrn.set((response as { getUrn(): string }).getUrn(), inherited);
        reply(error, response);
      });
    };
    if (transforms.length === 0) {
      register(request);
      return;
    }
    this.activity++;
    this.#transformed(request, transforms).then(register, (error: unknown) => {
      reply(error as Error);
    });
  }

  async #transformed(request: RegisterRequest, transforms: readonly Callback[]): Promise<RegisterRequest> {
    let current = request;
    for (const callback of transforms) {
      const run = this.callbacks.get(callback.getToken());
      if (run !== undefined) current = changedBy(await run(this.#messageOf(current)), current);
    }
    return current;
  }

  #messageOf(request: RegisterRequest): Uint8Array {
    const { TransformRequest, TransformResourceOptions } = this.protocol();
    const options = new TransformResourceOptions();
    options.setDependsOnList?.(request.getDependenciesList());
    options.setProtect?.(request.getProtect());
    options.setRetainOnDelete?.(request.getRetainondelete());
    options.setDeleteBeforeReplace?.(request.getDeletebeforereplace());
    options.setIgnoreChangesList?.(request.getIgnorechangesList());
    options.setReplaceOnChangesList?.(request.getReplaceonchangesList());
    options.setAdditionalSecretOutputsList?.(request.getAdditionalsecretoutputsList());
    options.setAliasesList?.(request.getAliasesList());
    options.setProvider?.(request.getProvider());
    options.setVersion?.(request.getVersion());
    const message = new TransformRequest();
    message.setType?.(request.getType());
    message.setName?.(request.getName());
    message.setCustom?.(request.getCustom());
    message.setParent?.(request.getParent());
    message.setProperties?.(request.getObject());
    message.setOptions?.(options);
    return message.serializeBinary();
  }
}

/** A request as a transform leaves it; what it says nothing of stays. */
function changedBy(response: TransformResponse, request: RegisterRequest): RegisterRequest {
  const changed = Object.create(request) as RegisterRequest;
  const properties = response.getProperties();
  const options = response.getOptions();
  if (properties !== undefined) changed.getObject = () => properties;
  if (options === undefined) return changed;
  return Object.assign(changed, {
    getDependenciesList: () => options.getDependsOnList(),
    getProtect: () => options.getProtect() ?? false,
    getRetainondelete: () => options.getRetainOnDelete() ?? false,
    getDeletebeforereplace: () => options.getDeleteBeforeReplace() ?? false,
    getIgnorechangesList: () => options.getIgnoreChangesList(),
    getReplaceonchangesList: () => options.getReplaceOnChangesList(),
    getAdditionalsecretoutputsList: () => options.getAdditionalSecretOutputsList(),
    getAliasesList: () => options.getAliasesList(),
    getProvider: () => options.getProvider() || request.getProvider(),
    getVersion: () => options.getVersion() || request.getVersion(),
  });
}
