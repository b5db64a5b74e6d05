import type * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { reply, type Handler } from "./reply";
import type { CheckCall, Provider, ProviderConfig, Subject } from "./provider";
import { open, seal, type Properties } from "./values";

type Service = Partial<IResourceProviderServer> & grpc.UntypedServiceImplementation;

/** How a component is made; only packages with remote components have one. */
export type Construct = (request: rpc.ConstructRequest) => Promise<rpc.ConstructResponse>;

/** The gRPC face of a provider: opens secrets on the way in and seals them on the way out. */
export function providerService(provider: Provider, construct?: Construct): Service {
  // Every provider resource of a program has its own connection, so a connection stands for its configuration.
  const configurations = new Map<string, ProviderConfig>();
  const subject = (call: grpc.ServerUnaryCall<NamedRequest, unknown>): Subject => ({
    urn: call.request.getUrn(),
    type: typeOf(call.request.getUrn()),
    name: nameOf(call.request.getUrn()),
    provider: configurations.get(call.getPeer()) ?? {},
  });

  return {
    handshake: reply(() =>
      new rpc.ProviderHandshakeResponse().setAcceptSecrets(true).setSupportsAutonamingConfiguration(true),
    ),
    attach: reply(() => new Empty()),
    cancel: reply(() => new Empty()),
    getPluginInfo: reply(() => new plugin.PluginInfo().setVersion(provider.version)),
    checkConfig: reply(({ request }: Call<rpc.CheckRequest>) => new rpc.CheckResponse().setInputs(request.getNews())),
    diffConfig: reply(({ request }: Call<rpc.DiffRequest>) => {
      const replaces = changedRegion(plain(request.getOlds()), plain(request.getNews()));
      const response = new rpc.DiffResponse().setReplacesList(replaces);
      return replaces.length === 0 ? response : response.setChanges(rpc.DiffResponse.DiffChanges.DIFF_SOME);
    }),
    configure: reply((call: Call<rpc.ConfigureRequest>) => {
      configurations.set(call.getPeer(), parsedConfiguration(open(plain(call.request.getArgs())).values));
      return new rpc.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setSupportsAutonamingConfiguration(true);
    }),
    check: reply((call: Call<rpc.CheckRequest>) => {
      const { request } = call;
      const news = open(plain(request.getNews()));
      const olds = request.hasOlds() ? open(plain(request.getOlds())).values : undefined;
      const seed = Buffer.from(request.getRandomseed_asU8()).toString("hex");
      const result = provider.check({
        ...subject(call),
        olds,
        news: news.values,
        seed,
        autonaming: autonaming(request),
      });
      const failures = result.failures.map(({ property, reason }) =>
        new rpc.CheckFailure().setProperty(property).setReason(reason),
      );
      return new rpc.CheckResponse().setInputs(struct(seal(result.inputs, news.secrets))).setFailuresList(failures);
    }),
    diff: reply((call: Call<rpc.DiffRequest>) => {
      const { request } = call;
      const result = provider.diff({
        ...subject(call),
        id: request.getId(),
        oldInputs: open(plain(request.getOldInputs())).values,
        oldOutputs: open(plain(request.getOlds())).values,
        news: open(plain(request.getNews())).values,
        ignoreChanges: request.getIgnorechangesList(),
      });
      const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
      return new rpc.DiffResponse()
        .setChanges(result.changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList([...result.changed])
        .setReplacesList([...result.replaces])
        .setDeletebeforereplace(result.deleteBeforeReplace);
    }),
    create: reply(async (call: Call<rpc.CreateRequest>) => {
      const { request } = call;
      if (!request.getPreview()) await provider.turn?.(typeOf(request.getUrn()));
      const inputs = open(plain(request.getProperties()));
      const { id, outputs } = provider.create({
        ...subject(call),
        inputs: inputs.values,
        preview: request.getPreview(),
      });
      return new rpc.CreateResponse().setId(id).setProperties(struct(seal(outputs, inputs.secrets)));
    }),
    read: reply((call: Call<rpc.ReadRequest>) => {
      const { request } = call;
      const known = open(plain(request.getProperties()));
      const given = open(plain(request.getInputs()));
      const found = provider.read({
        ...subject(call),
        id: request.getId(),
        inputs: given.values,
        outputs: known.values,
      });
      if (found === undefined) return new rpc.ReadResponse();
      return new rpc.ReadResponse()
        .setId(found.id)
        .setProperties(struct(seal(found.outputs, known.secrets)))
        .setInputs(struct(seal(found.inputs, given.secrets)));
    }),
    update: reply((call: Call<rpc.UpdateRequest>) => {
      const { request } = call;
      const news = open(plain(request.getNews()));
      const outputs = provider.update({
        ...subject(call),
        id: request.getId(),
        oldInputs: open(plain(request.getOldInputs())).values,
        oldOutputs: open(plain(request.getOlds())).values,
        news: news.values,
        preview: request.getPreview(),
      });
      return new rpc.UpdateResponse().setProperties(struct(seal(outputs, news.secrets)));
    }),
    delete: reply((call: Call<rpc.DeleteRequest>) => {
      const { request } = call;
      const inputs = open(plain(request.getOldInputs())).values;
      provider.delete({
        ...subject(call),
        id: request.getId(),
        inputs,
        outputs: open(plain(request.getProperties())).values,
      });
      return new Empty();
    }),
    invoke: reply((call: Call<rpc.InvokeRequest>) => {
      const args = open(plain(call.request.getArgs())).values;
      const config = configurations.get(call.getPeer()) ?? {};
      return new rpc.InvokeResponse().setReturn(
        struct(provider.invoke({ token: call.request.getTok(), args, provider: config })),
      );
    }),
    ...(construct === undefined
      ? {}
      : { construct: reply(({ request }: Call<rpc.ConstructRequest>) => construct(request)) }),
  };
}

type Call<Request> = Handler<Request>;

interface NamedRequest {
  getUrn(): string;
}

function plain(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}

function struct(values: Properties): Struct {
  return Struct.fromJavaScript(values);
}

/** `urn:pulumi:stack::project::parent$type::name` → `type`. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function autonaming(request: rpc.CheckRequest): CheckCall["autonaming"] {
  const options = request.getAutonaming();
  if (options === undefined) return undefined;
  const { ENFORCE, DISABLE } = rpc.CheckRequest.AutonamingOptions.Mode;
  const mode = options.getMode() === ENFORCE ? "enforce" : options.getMode() === DISABLE ? "disable" : "propose";
  return { proposed: options.getProposedName(), mode };
}

/** Provider inputs that are not strings travel as JSON text. */
function parsedConfiguration(values: Properties): ProviderConfig {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (typeof value !== "string" || !/^[[{"]|^(true|false)$/.test(value)) return [key, value];
      return [key, JSON.parse(value) as Properties];
    }),
  );
}

function changedRegion(olds: Properties, news: Properties): string[] {
  return olds.region === news.region ? [] : ["region"];
}
