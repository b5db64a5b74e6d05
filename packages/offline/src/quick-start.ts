// Imported before all else by what runs the program offline. What each part is worth: docs/decisions/speed.md.
import { readFileSync } from "node:fs";
import { Module } from "node:module";
import { dirname, join, sep } from "node:path";

import { keepCompiledModules } from "./compiled-modules";

// tsx turns source maps on, and Pulumi takes a stack trace for each resource.
process.setSourceMapsEnabled(false);

// Beside the packages, since it goes when they do: `npm ci` removes the folder.
const packages = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "..", "..");
const repository = dirname(packages) + sep;
keepCompiledModules(join(packages, ".cache", "compiled"), (path) => path.startsWith(repository));

// The SDK loads TypeScript and npm's dependency tree to turn functions into Lambda code; this program has no such
// functions.
loadOnCall("@pulumi/pulumi/runtime/closure/codePaths", "computeCodePaths");
loadOnCall("@pulumi/pulumi/runtime/closure/serializeClosure", "serializeFunction", "serializeFunctionAsync");

// tsx searches each file of each package for the syntax of ES modules; few have it.
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
