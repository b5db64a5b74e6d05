import * as grpc from "@grpc/grpc-js";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { Properties, Value } from "./values";

/** What a property is called while nobody knows it. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource that the engine has registered. */
export interface Registered {
  readonly urn: string;
  /** An output, or the engine's word for "not known yet" in a preview. */
  output(key: string): Value;
}

/** One construction of a remote component: registers it and its children with the engine that asked for it. */
export class Construction {
  private readonly client: ResourceMonitorClient;

  constructor(private readonly request: ConstructRequest) {
    this.client = new ResourceMonitorClient(request.getMonitorendpoint(), grpc.credentials.createInsecure());
  }

  /** The component itself, with the options its program gave it. */
  async component(): Promise<string> {
    const { request } = this;
    const registration = new RegisterResourceRequest()
      .setType(request.getType())
      .setName(request.getName())
      .setParent(request.getParent())
      .setCustom(false)
      .setObject(request.getInputs())
      .setDependenciesList(request.getDependenciesList())
      .setAliasesList(request.getAliasesList());
    return (await this.register(registration)).getUrn();
  }

  /** A child in the package's own provider, which inherits the component's options. */
  async child(
    type: string,
    name: string,
    parent: string,
    inputs: Properties,
    ignoreChanges: string[] = [],
  ): Promise<Registered> {
    const registration = new RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent)
      .setCustom(true)
      .setObject(Struct.fromJavaScript(inputs))
      .setDependenciesList(this.request.getDependenciesList())
      .setIgnorechangesList(ignoreChanges)
      .setProvider(this.request.getProvidersMap().get(type.split(":")[0] ?? "") ?? "");
    const response = await this.register(registration);
    const outputs = response.getObject()?.toJavaScript() ?? {};
    return { urn: response.getUrn(), output: (key) => outputs[key] ?? UNKNOWN };
  }

  /** Tells the engine that the component is complete. */
  async finish(urn: string, outputs: Properties): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(Struct.fromJavaScript(outputs));
    await new Promise<void>((resolve, reject) => {
      this.client.registerResourceOutputs(request, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
    this.client.close();
  }

  private register(registration: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    registration.setSupportspartialvalues(true).setAcceptsecrets(true);
    const { request } = this;
    // An option that the program did not set is inherited from the parent, not switched off.
    if (request.hasProtect()) registration.setProtect(request.getProtect() ?? false);
    if (request.hasRetainondelete()) registration.setRetainondelete(request.getRetainondelete() ?? false);
    return new Promise((resolve, reject) => {
      this.client.registerResource(registration, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}
