// Plain JavaScript: it must be in place before the SDK is loaded, and the SDK before what translates TypeScript.
"use strict";
const { Module } = require("node:module");

/** What answers in the place of Pulumi's engine; set before the program runs. */
const clients = { monitor: undefined, engine: undefined, onClosure: () => undefined, callbacks: new Map() };

/** A client that hands each request on; what nobody answers is done without. */
const standIn = (name) =>
  class {
    constructor() {
      return new Proxy(this, {
        get: (_, method) => {
          if (typeof method === "symbol" || method === "then") return undefined;
          return (...args) => {
            const client = clients[name];
            if (typeof client?.[method] === "function") return client[method](args[0], args.at(-1));
            const reply = args.at(-1);
            if (typeof reply === "function") reply(null, {});
            return undefined;
          };
        },
      });
    }
  };

/** A callback's own text: what it becomes as a package for AWS is decided where it is deployed. */
const serializeFunction = (callback) => {
  clients.onClosure();
  const text = `exports.handler = ${String(callback)};`;
  return Promise.resolve({ text, exportName: "handler", containsSecrets: false, requiredPackages: new Set() });
};

/** The SDK's server of callbacks, without a server: who calls them is in the same process. */
const withoutServer = ({ CallbackServer, ...others }) => ({
  ...others,
  CallbackServer: function (monitor) {
    return Object.assign(Object.create(CallbackServer.prototype), {
      _callbacks: clients.callbacks,
      _pendingRegistrations: 0,
      _awaitQueue: [],
      _monitor: monitor,
      _server: { forceShutdown: () => undefined },
      _target: Promise.resolve("offline"),
    });
  },
});

/** Modules of every copy of the SDK, by the end of their paths. */
const REPLACED = [
  [/\/proto\/resource_grpc_pb(\.js)?$/, (load) => ({ ...load(), ResourceMonitorClient: standIn("monitor") })],
  [/\/proto\/engine_grpc_pb(\.js)?$/, (load) => ({ ...load(), EngineClient: standIn("engine") })],
  [/\/callbacks(\.js)?$/, (load) => withoutServer(load())],
  [/\/closure\/serializeClosure(\.js)?$/, () => ({ serializeFunction, serializeFunctionAsync: serializeFunction })],
  [/\/closure\/codePaths(\.js)?$/, () => ({ computeCodePaths: () => Promise.resolve(new Map()) })],
  // The SDK's own follows each of its promises with a stack trace, a third of a run's time.
  [/\/debuggable(\.js)?$/, (load) => Object.assign(load(), { debuggablePromise: (promise) => promise })],
];

const load = Module._load;
const replaced = new Map();

/** From now on each copy of the SDK gets the stand-ins. */
function install() {
  Module._load = function (request, parent, ...rest) {
    const original = () => load.call(this, request, parent, ...rest);
    const isOfSdk = parent?.filename?.includes("pulumi") === true;
    const entry = isOfSdk ? REPLACED.find(([pattern]) => pattern.test(request)) : undefined;
    if (entry === undefined) return original();
    const key = Module._resolveFilename(request, parent);
    if (!replaced.has(key)) replaced.set(key, entry[1](original));
    return replaced.get(key);
  };
}

module.exports = { clients, install };
