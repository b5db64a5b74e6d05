// The process in which a program runs. Everything here comes in the order that makes it quick: the SDK is loaded before
// what translates TypeScript, which would search each of its files.
"use strict";
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const { clients, install } = require("./hooks.cjs");

const task = JSON.parse(readFileSync(process.argv[2], "utf8"));
install();
process.chdir(task.folder);

const programRequire = createRequire(join(task.folder, "program.js"));
for (const name of task.preload) {
  try {
    programRequire(name);
  } catch {
    // The program says what it needs, and what of it is missing.
  }
}

const unregister = require("tsx/cjs/api").register();
const { runProgram } = require("./run.ts");
// An ES module is loaded by Node's other loader, and the two cannot be translated for in one process.
if (task.isModule) {
  require("../../world/on-demand.ts").generic();
  unregister();
}
runProgram(task, clients, programRequire);
