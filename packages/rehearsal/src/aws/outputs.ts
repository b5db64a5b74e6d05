import { T } from "@toolkit/offline/aws-types";
import { createResource, type WorldContext } from "@toolkit/offline/world";
import type { Subject } from "../protocol/provider";
import type { Properties } from "../protocol/values";
import type { Account } from "./account";
import { withoutNotes } from "./names";
import { takesTags } from "./sdk";

/** What AWS answers for a resource: its id and every output, inputs echoed. */
export function emulate(
  account: Account,
  subject: Subject,
  inputs: Properties,
  serial: number,
): { id: string; outputs: Properties } {
  const given = withoutNotes(inputs);
  // The serial makes a replacement another thing than what it replaces, with ids of its own.
  const resource = { type: subject.type, name: subject.name, urn: `${subject.urn}#${serial}`, inputs: given };
  const { id: ownId, computed, source } = createResource(resource, worldContext(account, subject));
  const id = source === "model" ? ownId : uniqueId(account, subject, ownId, serial);
  const outputs = { ...(computed as Properties), ...given, ...revised(account, subject.type, id, serial) };
  return { id, outputs: withTags(outputs, subject, given) };
}

/**
 * An example of an id may fit several resources: what is described by the provider's documentation alone need not name
 * all that tells them apart. Nor does the engine take an empty one.
 */
function uniqueId(account: Account, { type, name }: Subject, id: string, serial: number): string {
  const taken = account.get(type, id);
  if (id !== "" && (taken === undefined || taken.serial === serial)) return id;
  return id === "" ? `${name}-${serial}` : `${id}-${serial}`;
}

/** The account and region in which the provider instance of this resource works. */
export function worldContext(account: Account, { provider }: Pick<Subject, "provider">): WorldContext {
  const region = typeof provider.region === "string" ? provider.region : account.region;
  return { accountId: account.accountId, region, partition: "aws", defaultTags: defaultTags(provider) };
}

/** The region of a resource: its own, else its provider's. */
export function regionOf(account: Account, subject: Subject, inputs: Properties): string {
  return typeof inputs.region === "string" ? inputs.region : worldContext(account, subject).region;
}

/** The tags that the provider adds to every resource that takes any. */
export function allTags(subject: Subject, inputs: Properties): Properties | undefined {
  if (!takesTags(subject.type)) return undefined;
  return { ...defaultTags(subject.provider), ...(inputs.tags as Properties | undefined) };
}

function defaultTags(provider: Properties): Record<string, string> {
  const setting = provider.defaultTags as { tags?: Record<string, string> } | undefined;
  return setting?.tags ?? {};
}

function withTags({ tagsAll: _, ...outputs }: Properties, subject: Subject, inputs: Properties): Properties {
  const tags = allTags(subject, inputs);
  return tags === undefined ? outputs : { ...outputs, tagsAll: tags };
}

/** A task definition's family counts its revisions, also those that were deregistered. */
function revised(account: Account, type: string, family: string, serial: number): Properties {
  if (type !== T.taskDefinition) return {};
  const registered = [
    ...account.all(type).filter((resource) => resource.id === family && resource.serial < serial),
    ...account.leftovers("taskDefinitionRevision").filter((leftover) => leftover.name === family),
  ];
  const revision = registered.length + 1;
  const arnWithoutRevision = `arn:aws:ecs:${account.region}:${account.accountId}:task-definition/${family}`;
  return { revision, arn: `${arnWithoutRevision}:${revision}`, arnWithoutRevision };
}
