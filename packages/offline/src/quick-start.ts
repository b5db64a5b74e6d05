// Imported before all else by what runs the program offline.
import { readFileSync } from "node:fs";
import { Module } from "node:module";
import { sep } from "node:path";

// tsx turns source maps on. Pulumi takes a stack trace for each resource, and mapping those to TypeScript takes longer
// than the program itself.
process.setSourceMapsEnabled(false);

// Loading what the SDK needs to turn functions into Lambda code, TypeScript and npm's dependency tree among it, takes a
// third of a preview, and this program has no such functions.
loadOnCall("@pulumi/pulumi/runtime/closure/codePaths", "computeCodePaths");
loadOnCall("@pulumi/pulumi/runtime/closure/serializeClosure", "serializeFunction", "serializeFunctionAsync");

// tsx searches each file of each package for the syntax of ES modules, a tenth of a preview; few have it.
loadAsTheyAre((path) => path.includes(`${sep}node_modules${sep}`));

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

/** Loads files as CommonJS, and only those that turn out to be something else as tsx would. */
function loadAsTheyAre(applies: (path: string) => boolean): void {
  const extensions = (Module as unknown as { _extensions: Record<string, (module: Module, path: string) => unknown> })
    ._extensions;
  const throughTsx = extensions[".js"];
  extensions[".js"] = (module, path) => {
    if (!applies(path)) return throughTsx?.(module, path);
    try {
      return (module as Module & { _compile(code: string, path: string): unknown })._compile(
        readFileSync(path, "utf8"),
        path,
      );
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return throughTsx?.(module, path);
    }
  };
}
