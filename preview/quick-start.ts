// Imported before all else by what runs the program offline.
import { Module } from "node:module";

// tsx turns source maps on. Pulumi takes a stack trace for each resource, and mapping those to TypeScript takes longer
// than the program itself.
process.setSourceMapsEnabled(false);

// Loading what the SDK needs to turn functions into Lambda code, TypeScript and npm's dependency tree among it, takes a
// third of a preview, and this program has no such functions.
loadOnCall("@pulumi/pulumi/runtime/closure/codePaths", "computeCodePaths");
loadOnCall("@pulumi/pulumi/runtime/closure/serializeClosure", "serializeFunction", "serializeFunctionAsync");

/** Puts functions in a module's place that load it when one of them is called. */
function loadOnCall(request: string, ...names: readonly string[]): void {
  const path = require.resolve(request);
  if (require.cache[path] !== undefined) return;
  const load = (): Record<string, (...args: unknown[]) => unknown> => {
    if (require.cache[path] === stand) Reflect.deleteProperty(require.cache, path);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads what the program turns out to need
    return require(path) as Record<string, (...args: unknown[]) => unknown>;
  };
  const stand = Object.assign(new Module(path), {
    filename: path,
    loaded: true,
    exports: Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => load()[name]?.(...args)])),
  });
  require.cache[path] = stand;
}
