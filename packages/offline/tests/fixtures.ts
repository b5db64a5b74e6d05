import * as pulumi from "@pulumi/pulumi";

/** A component whose children are made by the callback, as small as a test needs. */
export class Room extends pulumi.ComponentResource {
  constructor(
    name: string,
    build?: (parent: pulumi.ComponentResource) => void,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("shop:tests:Room", name, {}, opts);
    build?.(this);
    this.registerOutputs({});
  }
}

/** A program of one room. */
export function room(build: (parent: pulumi.ComponentResource) => void): () => Record<string, unknown> {
  return () => {
    new Room("room", build);
    return {};
  };
}

/** The message that a promise rejects with; fails when it does not reject. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error("expected a rejection");
}
