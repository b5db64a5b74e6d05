import { T } from "@toolkit/offline/aws-types";
import { createHash } from "node:crypto";

import { ConstructResponse, type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { Construction } from "../protocol/monitor";
import type { Provider } from "../protocol/provider";
import { isUnknown, open, type Properties, type Value, shown } from "../protocol/values";

type Build = (construction: Construction, urn: string, name: string, inputs: Properties) => Promise<Properties>;

/** The remote components of awsx that the program may use, with the children that the real ones make. */
const components: Readonly<Record<string, Build>> = {
  "awsx:ecr:Image": async (construction, urn, name, inputs) => {
    // awsx builds inside apply: while the repository or the tag is not known, a preview shows no build.
    const unknown = [inputs.repositoryUrl, inputs.imageTag].find(isUnknown);
    if (unknown !== undefined) return { imageUri: unknown };
    const repository = shown(inputs.repositoryUrl);
    // The child is named after the tag: a new tag is another resource, and the old one is deleted.
    const tag = inputs.imageName ?? inputs.imageTag ?? `${createHash("sha1").update(name).digest("hex")}-container`;
    const image = await construction.child(T.image, shown(tag), urn, {
      tags: [`${repository}:${shown(tag)}`],
      push: true,
      context: { location: inputs.context ?? "." },
      dockerfile: { location: inputs.dockerfile ?? null },
      platforms: inputs.platform === undefined ? [] : [inputs.platform],
      ...present("buildArgs", inputs.args),
      ...present("target", inputs.target),
    });
    const digest = image.output("digest");
    return { imageUri: isUnknown(digest) ? digest : `${repository}@${shown(digest)}` };
  },
  "awsx:ecr:Repository": async (construction, urn, name, { lifecyclePolicy: _, ...inputs }) => {
    const repository = await construction.child(T.repository, name.toLowerCase(), urn, inputs);
    const url = repository.output("repositoryUrl");
    return { url, repository: { arn: repository.output("arn"), name: repository.output("name"), repositoryUrl: url } };
  },
};

/** Answers the engine's request for a component: registers it, its children and its outputs. */
export async function constructAwsx(request: ConstructRequest): Promise<ConstructResponse> {
  const build = components[request.getType()];
  if (build === undefined) throw new Error(`unknown resource type ${request.getType()}`);
  const construction = new Construction(request);
  const urn = await construction.component();
  const inputs = open(request.getInputs()?.toJavaScript() ?? {}).values;
  const outputs = await build(construction, urn, request.getName(), inputs);
  await construction.finish(urn, outputs);
  return new ConstructResponse().setUrn(urn).setState(Struct.fromJavaScript(outputs));
}

/** awsx has components only; its provider itself makes nothing. */
export const awsxProvider: Provider = {
  version: "3.9.0",
  check: ({ news }) => ({ inputs: news, failures: [] }),
  diff: () => ({ changed: [], replaces: [], deleteBeforeReplace: false }),
  create: ({ type }) => nothing(type),
  read: () => undefined,
  update: ({ type }) => nothing(type),
  delete: ({ type }) => nothing(type),
  invoke: ({ token }) => nothing(token),
};

function nothing(what: string): never {
  throw new Error(`awsx has no resource or function ${what}`);
}

function present(key: string, value: Value | undefined): Properties {
  return value === undefined ? {} : { [key]: value };
}
