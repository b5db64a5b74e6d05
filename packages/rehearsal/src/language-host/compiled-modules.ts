import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as nodeModule from "node:module";
import * as path from "node:path";
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
 * Keeps what V8 makes of the modules of packages, functions that were called included, in a folder for the next process.
 * Node.js has that itself from version 22.1 on (https://nodejs.org/api/module.html#module-compile-cache).
 */
export function keepCompiledModules(folder: string): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache === undefined) keepAsWritten(folder);
  else enableCompileCache(folder);
}

function keepAsWritten(folder: string): void {
  const fresh: { script: Script; kept: string }[] = [];
  const asEver = loader.prototype._compile;
  loader.prototype._compile = function (code, file) {
    if (!isKept(code, file)) return asEver.call(this, code, file);
    // V8 itself compares lengths only, and a stack trace names the file that was compiled.
    const kept = path.join(folder, createHash("sha1").update(file).update(code).digest("hex"));
    const cachedData = readIfThere(kept);
    const script = new Script(nodeModule.wrap(code.replace(/^#!.*/, "")), {
      filename: file,
      columnOffset: -head.length,
      cachedData,
    });
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push({ script, kept });
    const run = script.runInThisContext() as Wrapped;
    return run.call(this.exports, this.exports as object, requireOf(this), this, file, path.dirname(file));
  };
  process.once("exit", () => {
    mkdirSync(folder, { recursive: true });
    for (const { script, kept } of fresh) write(kept, script.createCachedData());
  });
}

/** Modules of packages, but those that import others dynamically, of which TypeScript only speaks. */
function isKept(code: string, file: string): boolean {
  return inPackages.test(file) && (!/\bimport\(/.test(code) || typescript.test(file));
}

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

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function write(file: string, content: Buffer): void {
  // Another process may be reading it right now.
  const unfinished = `${file}-${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
