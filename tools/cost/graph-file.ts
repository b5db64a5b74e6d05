import { existsSync, readFileSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";

import { z } from "zod";

import { profiles } from "../../stacks/config/profile-names";

import { GRAPH_VERSION, type GraphDocument } from "@toolkit/offline/graph";
import { CostError } from "@toolkit/cost/errors";

const urns = z.array(z.string());

/** What pricing reads of a saved preview; the rest of the document passes through. */
const documentSchema = z.looseObject({
  version: z.literal(GRAPH_VERSION),
  project: z.string(),
  stack: z.string(),
  config: z.looseObject({ profile: z.enum(profiles).optional(), aws: z.looseObject({ region: z.string() }) }),
  resources: z
    .array(
      z.looseObject({
        urn: z.string(),
        type: z.string(),
        name: z.string(),
        parent: z.string().nullable(),
        custom: z.boolean(),
        inputs: z.record(z.string(), z.unknown()),
        dependsOn: urns,
        propertyDependencies: z.record(z.string(), urns),
      }),
    )
    .min(1),
  outputs: z.record(z.string(), z.unknown()),
});

const HOW_TO_SAVE = "Save one with npm run --silent preview -- --json > graph.json";
const MOST_PROBLEMS = 3;
/** What `--graph` is given for a document that another command pipes in. */
const STANDARD_INPUT = "-";

/** A saved document, or one that another command pipes in as `-`. @throws CostError as readGraphFile does. */
export async function readGraph(path: string): Promise<GraphDocument> {
  if (path !== STANDARD_INPUT) return readGraphFile(path);
  return checked("standard input", parseJson("standard input", await text(process.stdin)));
}

/** @throws CostError for a file that is absent, not JSON, or not a document that this preview writes. */
export function readGraphFile(path: string): GraphDocument {
  if (!existsSync(path)) throw new CostError(`${path} does not exist. ${HOW_TO_SAVE}`);
  if (!statSync(path).isFile()) throw new CostError(`${path} is not a file. ${HOW_TO_SAVE}`);
  return checked(path, parseJson(path, readFileSync(path, "utf8")));
}

function checked(path: string, content: unknown): GraphDocument {
  const found = documentSchema.safeParse(content);
  if (found.success) return found.data as unknown as GraphDocument;
  const problems = found.error.issues.map(({ path: at, message }) => `  ${["document", ...at].join(".")}: ${message}`);
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - shown.length;
  throw new CostError(
    [
      `${path} is not a graph document of version ${GRAPH_VERSION}. ${HOW_TO_SAVE}`,
      ...shown,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join("\n"),
  );
}

function parseJson(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new CostError(`${path} is not JSON: ${(error as Error).message}. ${HOW_TO_SAVE}`);
  }
}
