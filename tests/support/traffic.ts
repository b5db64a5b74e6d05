import { readFileSync } from "node:fs";

import type { Properties } from "@toolkit/rehearsal/protocol/values";
import type { Made, Recording } from "@toolkit/rehearsal/traffic/recording";
import { T } from "@toolkit/offline/aws-types";

import { FIXTURE_STACKS } from "../../tools/program/fixtures";
import { previewStack } from "../../tools/program/program";
import { once } from "./once";

/** A stack of the fixtures as an offline run makes it, with the pages that it stores. */
export const recorded = once(async (stack: string, set: readonly string[]): Promise<Recording> => {
  const made: Made[] = [];
  const { document, graph } = await previewStack({
    stack,
    set,
    folder: FIXTURE_STACKS,
    onCreate: ({ urn, type, id, region, inputs, outputs }) => {
      made.push({ urn, type, id, region, inputs: inputs as Properties, outputs: outputs as Properties });
    },
  });
  const sources = new Map(
    graph.ofType(T.bucketObject).map(({ urn, inputs }) => [urn, (inputs.source as { asset?: string }).asset ?? ""]),
  );
  return { document, made: made.map((one) => withPage(one, sources.get(one.urn) ?? "")) };
});

/** A build folder is written over by the next build: what a page says is kept with its object. */
const withPage = (one: Made, source: string): Made =>
  source.endsWith(".html") ? { ...one, inputs: { ...one.inputs, content: readFileSync(source, "utf8") } } : one;
