import { expect } from "chai";
import { capture, captureBoth, type CaptureOptions, type Program, STRICT } from "./capture";
import type { GraphResource, ResourceGraph } from "./graph";

/** What a program registered, with the look-ups that tests need. */
export class Deployment {
  constructor(readonly graph: ResourceGraph) {}

  get resources(): readonly GraphResource[] {
    return this.graph.resources;
  }

  get outputs(): Readonly<Record<string, unknown>> {
    return this.graph.outputs;
  }

  get urns(): string[] {
    return this.resources.map((resource) => resource.urn);
  }

  /** All resources of a type, in the order of registration; empty when there is none. */
  all(type: string): GraphResource[] {
    return this.graph.ofType(type);
  }

  /** The one resource of a type; fails when there are none or several. */
  only(type: string): GraphResource {
    const found = this.all(type);
    return found.length === 1 && found[0] !== undefined ? found[0] : fail(`one ${type}`, found);
  }

  /** The one resource with a logical name, and of a type where several types share the name. */
  named(name: string, type?: string): GraphResource {
    const found = this.resources.filter(
      (resource) => resource.name === name && (type === undefined || resource.type === type),
    );
    const wanted = type === undefined ? `one resource named "${name}"` : `one ${type} named "${name}"`;
    return found.length === 1 && found[0] !== undefined ? found[0] : fail(wanted, found);
  }

  /** Inputs of the one resource of a type, or of the one that has the name too. */
  inputs(type: string, name?: string): Readonly<Record<string, unknown>> {
    return (name === undefined ? this.only(type) : this.named(name, type)).inputs;
  }

  /** True when `from` waits, directly or through others, for `to`: a resource or any resource of a type. */
  waitsFor(from: GraphResource, to: GraphResource | string): boolean {
    return this.graph.dependsTransitively(from, to);
  }
}

function fail(wanted: string, found: readonly GraphResource[]): never {
  const list = found.map((resource) => `${resource.type} "${resource.name}"`).join(", ");
  return expect.fail(`expected ${wanted}, found ${found.length}${list === "" ? "" : `: ${list}`}`);
}

export interface DeployOptions extends CaptureOptions {
  /** Also run as a first preview, and require the same resources. @default true */
  readonly both?: boolean;
}

/**
 * Runs a piece of program, usually one component, on the capture that the preview uses. Whatever the capture refuses
 * fails the test: duplicate URNs, promises left behind and, by the house rules, orphans and broken texts.
 */
export async function deploy(build: () => unknown, options: DeployOptions = {}): Promise<Deployment> {
  const { both = true, ...captureOptions } = options;
  const program: Program = async () => {
    await build();
    return {};
  };
  return new Deployment(await (both ? captureBoth : capture)(program, { house: STRICT, ...captureOptions }));
}

/** The message with which a piece of program is refused; fails when it is not. */
export async function refusal(build: () => unknown, options: DeployOptions = {}): Promise<string> {
  try {
    await deploy(build, { both: false, ...options });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return expect.fail("expected the program to be refused, but it ran");
}
