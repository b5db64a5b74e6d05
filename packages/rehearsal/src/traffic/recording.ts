import type { GraphDocument } from "@toolkit/offline/graph";
import type { Properties } from "../protocol/values";

/** A resource as the emulated provider answered it in an offline run, secrets included. */
export interface Made {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** An offline run of a program: its graph, and what was made at providers. */
export interface Recording {
  readonly document: GraphDocument;
  readonly made: readonly Made[];
}
