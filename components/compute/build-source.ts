import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** An image that is built here. Paths are from the folder that Pulumi runs in. */
export interface BuildSource {
  /** Folder of the Dockerfile. */
  readonly build: string;
  /** The Dockerfile, wherever it is. @default `Dockerfile` in `build` */
  readonly dockerfile?: string | undefined;
  /** Stage of the Dockerfile to build. @default the last */
  readonly target?: string | undefined;
  /** Build arguments. They can be read in the image: no place for secrets. @default none */
  readonly args?: Readonly<Record<string, string>> | undefined;
  /** Folder that is sent to the builder. @default `build` */
  readonly context?: string | undefined;
  /** File that says what is left out of the context. @default the one that Docker finds, see `foundIgnoreFile` */
  readonly ignore?: string | undefined;
}

/** The files of a build, each by its path. */
export interface BuildFiles {
  readonly dockerfile: string;
  readonly context: string;
  /** None when everything in the context is sent. */
  readonly ignore: string | undefined;
  /** Whether Docker would find another ignore file, or none, by itself. */
  readonly ignoreIsOwn: boolean;
}

/** Where the files of a build are; nothing is read but whether an ignore file is there. */
export function buildFiles({
  build,
  dockerfile = join(build, "Dockerfile"),
  context = build,
  ignore,
}: BuildSource): BuildFiles {
  const found = foundIgnoreFile(dockerfile, context);
  const ignoreIsOwn = ignore !== undefined && (found === undefined || resolve(found) !== resolve(ignore));
  return { dockerfile, context, ignore: ignore ?? found, ignoreIsOwn };
}

/**
 * The ignore file that Docker reads: one named after the Dockerfile and beside it wins over the context's.
 *
 * Source: Docker's documentation, "Build context", "Filename and location",
 * https://docs.docker.com/build/concepts/context/#filename-and-location.
 */
const foundIgnoreFile = (dockerfile: string, context: string): string | undefined =>
  [`${dockerfile}.dockerignore`, join(context, ".dockerignore")].find(isFile);

export const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
export const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
