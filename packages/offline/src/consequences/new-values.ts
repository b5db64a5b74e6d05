import { type GraphDocument, type GraphResource, withoutStack } from "../graph";
import { ACCOUNT_ID } from "../account";
import { checkedInputs, createResource, modelOf, type WorldContext } from "../world";

/** Texts shorter than this are words that may stand anywhere. */
const SHORTEST = 6;

/**
 * Values of a resource that would be others if it were made anew, such as its id: what refers to one of them changes
 * with it. A name that the program chose stays.
 */
export function valuesLost(resource: GraphResource, document: GraphDocument): string[] {
  const { urn, type, name, inputs, version } = resource;
  const context = contextOf(resource, document);
  const texts = (of: string): Set<string> => {
    const sent = { urn: of, type, name, inputs, version };
    const checked = checkedInputs(sent);
    const { id, computed } = createResource({ ...sent, inputs: checked }, context);
    return new Set([id, ...textsOf(computed), ...textsOf(checked)]);
  };
  const own = withoutStack(urn);
  const anew = texts(`${own}#anew`);
  return [...texts(own), resource.id].filter((text) => text.length >= SHORTEST && !anew.has(text));
}

/** Whether the provider deletes a resource before it makes its replacement, since its chosen name stays taken. */
export function keepsItsName(before: GraphResource, after: GraphResource): boolean {
  const property = modelOf(after.type).autoname?.property;
  // A name that the provider makes up is no input in the graph.
  return (
    property !== undefined && after.inputs[property] !== undefined && before.inputs[property] === after.inputs[property]
  );
}

/** Where a resource is made: in its provider's region, in the stack's account. */
function contextOf({ provider }: GraphResource, { config, resources }: GraphDocument): WorldContext {
  const aws = config.aws as { region?: string; allowedAccountIds?: readonly string[] } | undefined;
  const own = resources.find(({ urn }) => urn === provider)?.inputs.region;
  const region = typeof own === "string" ? own : (aws?.region ?? "us-east-1");
  return { accountId: aws?.allowedAccountIds?.[0] ?? ACCOUNT_ID, region, partition: "aws" };
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
