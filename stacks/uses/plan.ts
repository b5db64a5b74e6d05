import { type EndpointService } from "../../components/network/egress-plan";
import { type Use } from "../../components/security/traffic-rules";
import { type WebappConfig } from "../config/schema";
import { bucket } from "./bucket";
import { cache } from "./cache";
import { database } from "./database";
import { type ResourceKind } from "./kind";
import { service } from "./service";
import { type User, usersOf } from "./users";
import { worker } from "./worker";

/** Every kind of thing that can be used. */
const KINDS: readonly ResourceKind[] = [database, bucket, service, worker, cache];

/** A thing of the stack that can be used. */
export interface Thing {
  /** As `uses` calls it. */
  readonly name: string;
  /** Where the stack file has it, without `webapp:`. */
  readonly key: string;
  readonly kind: ResourceKind;
}

/** All things that can be used, whether or not anybody does. */
export const thingsOf = (config: WebappConfig): Thing[] =>
  KINDS.flatMap((kind) => kind.things(config).map((thing) => ({ ...thing, kind })));

/** What a user uses, in the order of its `uses`. */
export function thingsUsedBy(config: WebappConfig, { uses }: Pick<User, "uses">): Thing[] {
  const things = thingsOf(config);
  return uses.flatMap((name) => things.find((thing) => thing.name === name) ?? []);
}

/** Users of one thing whose tasks run in this variant. */
export const usersOfThing = (config: WebappConfig, name: string): User[] =>
  usersOf(config).filter(({ uses }) => uses.includes(name));

/** Most tasks that may use a thing at once, all its users together, while none is deployed. */
export const mostTasksUsing = (config: WebappConfig, name: string): number =>
  usersOfThing(config, name).reduce((sum, { maxTasks }) => sum + maxTasks, 0);

/** Connections that tasks open to what they use. */
export const connectionsOf = (config: WebappConfig): Use[] =>
  usersOf(config).flatMap((user) =>
    thingsUsedBy(config, user).flatMap(({ name, kind }) => {
      const connection = kind.connection?.(config, name);
      return connection === undefined ? [] : [{ from: user.group, ...connection }];
    }),
  );

/** AWS services that tasks call by themselves and for what they use, each once. */
export const servicesCalled = (config: WebappConfig): EndpointService[] => [
  ...new Set(
    usersOf(config).flatMap((user) => [
      ...user.calls,
      ...thingsUsedBy(config, user).flatMap(({ kind }) => [...(kind.endpoints?.(config) ?? [])]),
    ]),
  ),
];

/** Variables that a user is given by what it uses, each once. */
export const variablesOf = (config: WebappConfig, user: Pick<User, "uses">): string[] => [
  ...new Set(thingsUsedBy(config, user).flatMap(({ name, kind }) => [...kind.variables(name)])),
];
