// Packages that a program lacks are taken from another folder, as NODE_PATH does for CommonJS modules.
import { pathToFileURL } from "node:url";

let standIn;

export function initialize(data) {
  standIn = pathToFileURL(`${data.standIn}/program.js`).href;
}

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const isPackage = !/^(\.{0,2}\/|[a-z]+:)/.test(specifier);
    if (!isPackage || error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
    return next(specifier, { ...context, parentURL: standIn });
  }
}
