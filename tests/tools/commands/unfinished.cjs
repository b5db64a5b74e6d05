// Loaded before the command line: puts a preview in its place that never ends, as a program that awaits an unknown
// Output would.
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === "./command") return { runPreview: () => new Promise(() => undefined) };
  return load.call(this, request, ...rest);
};
