import type * as genericModule from "./generic";

let loaded: typeof genericModule | undefined;

/** What answers from the provider's own files; loaded on the first call, since most programs have a model for everything. */
export function generic(): typeof genericModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() is asynchronous, an answer is not
  loaded ??= require("./generic") as typeof genericModule;
  return loaded;
}
