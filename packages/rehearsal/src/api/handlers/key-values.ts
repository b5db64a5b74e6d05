import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../../aws/account";
import { shown, text } from "../../aws/look";
import type { Properties } from "../../protocol/values";
import { ApiError, type ApiContext, type Handler } from "../handler";

function storeOf({ account }: ApiContext, { KvsARN: arn }: Properties): Resource {
  const [store] = account.where(T.keyValueStore, "arn", text(arn));
  if (store === undefined) throw new ApiError("ResourceNotFoundException", `Key value store ${shown(arn)} not found.`);
  return store;
}

const valuesOf = ({ account }: ApiContext, store: Resource): Resource[] =>
  account.where(T.keyValue, "keyValueStoreArn", store.outputs.arn);

/** Another state of the store has another ETag. */
const etagOf = (context: ApiContext, store: Resource): string =>
  Buffer.from(
    JSON.stringify(valuesOf(context, store).map(({ inputs }) => [inputs.key ?? null, inputs.value ?? null])),
  ).toString("hex");

const sizeOf = (context: ApiContext, store: Resource): { ItemCount: number; TotalSizeInBytes: number } => {
  const values = valuesOf(context, store);
  const bytes = values.map(({ inputs }) => Buffer.byteLength(`${shown(inputs.key)}${shown(inputs.value)}`));
  return { ItemCount: values.length, TotalSizeInBytes: bytes.reduce((sum, one) => sum + one, 0) };
};

/** Values at the edge, read and written beside Pulumi. */
export const keyValues: Readonly<Record<string, Handler>> = {
  "cloudfront-keyvaluestore.DescribeKeyValueStore": (parameters, context) => {
    const store = storeOf(context, parameters);
    return {
      ...sizeOf(context, store),
      KvsARN: text(store.outputs.arn),
      Created: "2026-11-26T12:00:00Z",
      ETag: etagOf(context, store),
      Status: "READY",
    };
  },

  "cloudfront-keyvaluestore.GetKey": (parameters, context) => {
    const store = storeOf(context, parameters);
    const found = valuesOf(context, store).find(({ inputs }) => inputs.key === parameters.Key);
    if (found === undefined) throw new ApiError("ResourceNotFoundException", `Key ${shown(parameters.Key)} not found.`);
    return { ...sizeOf(context, store), Key: text(parameters.Key), Value: text(found.inputs.value) };
  },

  "cloudfront-keyvaluestore.PutKey": (parameters, context) => {
    const store = storeOf(context, parameters);
    if (parameters.IfMatch !== etagOf(context, store))
      throw new ApiError("ConflictException", "The If-Match version is missing or not valid for the resource.");
    const found = valuesOf(context, store).find(({ inputs }) => inputs.key === parameters.Key);
    if (found === undefined)
      throw new ApiError("ValidationException", "The emulated account changes keys, and makes none.");
    const value = { value: parameters.Value ?? null };
    context.account.put(
      { ...found, inputs: { ...found.inputs, ...value }, outputs: { ...found.outputs, ...value } },
      "update",
    );
    return { ...sizeOf(context, store), ETag: etagOf(context, store) };
  },
};
