// Loaded before a program by the language host. What each part is worth: docs/decisions/speed.md.
import { Module } from "node:module";
import * as path from "node:path";

import { keepCompiledModules } from "@toolkit/offline/compiled-modules";

type Exports = Record<string, (...args: unknown[]) => unknown>;
type Loads = (module: { exports: Exports }, load: () => void) => void;

keepCompiledModules(path.join(__dirname, "compiled"), () => true);

loadDifferently({
  // The SDK takes a stack trace for each promise, for its own debugging, and has each frame mapped to TypeScript.
  "runtime/debuggable.js": withoutTraces("debuggablePromise"),
  // TypeScript's and npm's modules, which turn functions into Lambda code; few programs have such functions.
  "runtime/closure/codePaths.js": loadedOnCall("computeCodePaths", "findWorkspaceRoot"),
  "runtime/closure/serializeClosure.js": loadedOnCall("serializeFunction", "serializeFunctionAsync"),
});

function loadDifferently(ways: Readonly<Record<string, Loads>>): void {
  const extensions = (Module as unknown as { _extensions: Record<string, (module: Module, file: string) => void> })
    ._extensions;
  const asEver = extensions[".js"];
  extensions[".js"] = (module, file) => {
    const [, name = ""] = file.split(path.join(path.sep, "@pulumi", "pulumi", path.sep));
    const load = () => asEver?.(module, file);
    const way = ways[name.replaceAll(path.sep, "/")];
    if (way === undefined) load();
    else way(module, load);
  };
}

function withoutTraces(name: string): Loads {
  return (module, load) => {
    load();
    const { exports } = module;
    const traced = exports[name];
    exports[name] = (...args: unknown[]) => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 0;
      try {
        return traced?.(...args);
      } finally {
        Error.stackTraceLimit = limit;
      }
    };
  };
}

function loadedOnCall(...names: readonly string[]): Loads {
  return (module, load) => {
    const loaded = (): Exports => {
      if (module.exports === stand) {
        module.exports = {};
        load();
      }
      return module.exports;
    };
    const stand: Exports = Object.fromEntries(names.map((name) => [name, (...args) => loaded()[name]?.(...args)]));
    module.exports = stand;
  };
}
