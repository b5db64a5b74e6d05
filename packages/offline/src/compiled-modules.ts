import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as nodeModule from "node:module";
import * as path from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

type Compile = (this: NodeJS.Module, code: string, file: string) => unknown;
type Wrapped = (...scope: readonly [object, NodeJS.Require, NodeJS.Module, string, string]) => unknown;

/** What Node.js gives each module's own `require`. */
interface Loader {
  _resolveFilename(request: string, module: NodeJS.Module, isMain: boolean, options?: object): string;
  _resolveLookupPaths(request: string, module: NodeJS.Module): string[] | null;
  readonly _extensions: NodeJS.Require["extensions"];
  readonly _cache: NodeJS.Require["cache"];
  readonly prototype: { _compile: Compile };
}

const loader = nodeModule.Module as unknown as Loader;
const inPackages = /[\\/]node_modules[\\/]/;
const typescript = /[\\/]typescript[\\/]lib[\\/]typescript\.js$/;
const [head = ""] = nodeModule.wrap("\n").split("\n");

/**
 * Keeps what V8 makes of modules, functions that were called included, in a folder for the next process. Where the folder
 * cannot be written, each process compiles again. Node.js has all that itself from version 22.1 on
 * (https://nodejs.org/api/module.html#module-compile-cache).
 *
 * @param isOwn which files are kept beside those of packages @default none
 */
export function keepCompiledModules(folder: string, isOwn: (file: string) => boolean = () => false): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache !== undefined) enableCompileCache(folder);
  else keepAsWritten(path.join(folder, String(cachedDataVersionTag())), (file) => inPackages.test(file) || isOwn(file));
}

/** A module that was compiled here, and where it will be kept. */
interface Fresh {
  readonly script: Script;
  readonly code: string;
  readonly kept: string;
}

function keepAsWritten(folder: string, isKept: (file: string) => boolean): void {
  const fresh: Fresh[] = [];
  const asEver = loader.prototype._compile;
  loader.prototype._compile = function (code, file) {
    // Node.js reads the source maps of what it compiles itself.
    if (!isKept(file) || importsOthers(code, file) || process.sourceMapsEnabled) return asEver.call(this, code, file);
    const kept = path.join(folder, hash(file).toString("hex"));
    const cachedData = readKept(kept, code);
    const script = new Script(nodeModule.wrap(code.replace(/^#!.*/, "")), {
      filename: file,
      columnOffset: -head.length,
      cachedData,
    });
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push({ script, code, kept });
    const run = script.runInThisContext() as Wrapped;
    return run.call(this.exports, this.exports as object, requireOf(this), this, file, path.dirname(file));
  };
  process.once("exit", () => {
    if (fresh.length === 0) return;
    try {
      mkdirSync(folder, { recursive: true });
      for (const one of fresh) write(one);
    } catch {
      // It would only have made the next process faster.
    }
  });
}

/** Modules that import others dynamically, of which TypeScript only speaks: they need Node.js's own way. */
const importsOthers = (code: string, file: string): boolean => /\bimport\(/.test(code) && !typescript.test(file);

const hash = (text: string): Buffer => createHash("sha1").update(text).digest();
const HASH_BYTES = 20;

function requireOf(module: NodeJS.Module): NodeJS.Require {
  const resolve = Object.assign(
    (request: string, options?: object) => loader._resolveFilename(request, module, false, options),
    { paths: (request: string) => loader._resolveLookupPaths(request, module) },
  );
  return Object.assign((id: string): unknown => module.require(id), {
    resolve,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- this file's own require.main was set before the program's
    main: process.mainModule,
    extensions: loader._extensions,
    cache: loader._cache,
  });
}

/** What is kept of a file, when it is of this code: V8 itself compares lengths only. */
function readKept(kept: string, code: string): Buffer | undefined {
  try {
    const content = readFileSync(kept);
    return content.subarray(0, HASH_BYTES).equals(hash(code)) ? content.subarray(HASH_BYTES) : undefined;
  } catch {
    return undefined;
  }
}

function write({ script, code, kept }: Fresh): void {
  // Another process may be reading it right now.
  const unfinished = `${kept}-${process.pid}`;
  writeFileSync(unfinished, Buffer.concat([hash(code), script.createCachedData()]));
  renameSync(unfinished, kept);
}
