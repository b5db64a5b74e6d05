import type { GraphResource } from "../graph";

/** The part of Pulumi's runtime that tells of each resource before it is registered. */
export interface Runtime {
  registerStackTransformation(transformation: (args: { type: string; name: string }) => undefined): void;
}

/**
 * The order in which a program makes its resources. Registrations come in another one: whatever has more inputs to
 * wait for is registered later.
 */
export class Declarations {
  readonly #positions = new Map<string, number>();

  /** Starts to watch; must be called inside the stack, before its first resource, with the runtime of its SDK. */
  observe(runtime: Runtime): void {
    runtime.registerStackTransformation(({ type, name }) => {
      const key = keyOf({ type, name });
      if (!this.#positions.has(key)) this.#positions.set(key, this.#positions.size);
      return undefined;
    });
  }

  /** Resources as the program makes them, the stack first. */
  inOrder(resources: readonly GraphResource[]): GraphResource[] {
    const position = (resource: GraphResource): number => this.#positions.get(keyOf(resource)) ?? -1;
    return [...resources].sort((one, other) => position(one) - position(other));
  }
}

const keyOf = ({ type, name }: { type: string; name: string }): string => `${type}::${name}`;
