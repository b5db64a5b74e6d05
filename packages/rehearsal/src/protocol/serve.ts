import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

import type { Provider } from "./provider";
import { providerService, type Construct } from "./service";

/** A package that this process answers for. */
export interface Served {
  readonly provider: Provider;
  readonly construct?: Construct;
}

/** Providers that listen on ports of their own. */
export interface Listening {
  /** The value for `PULUMI_DEBUG_PROVIDERS`: `aws:41001,awsx:41002,…`. */
  readonly attach: string;
  close(): Promise<void>;
}

/** Starts one server per package on free local ports; the engine attaches to them instead of starting plugins. */
export async function serve(packages: Readonly<Record<string, Served>>): Promise<Listening> {
  const running = await Promise.all(
    Object.entries(packages).map(async ([name, { provider, construct }]) => {
      const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
      server.addService(ResourceProviderService, providerService(provider, construct));
      return { name, server, port: await bind(server) };
    }),
  );
  return {
    attach: running.map(({ name, port }) => `${name}:${port}`).join(","),
    close: async () => {
      await Promise.all(running.map(({ server }) => shutDown(server)));
    },
  };
}

function bind(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

// A killed CLI leaves connections half open, for which a graceful shutdown would wait.
function shutDown(server: grpc.Server): Promise<void> {
  return new Promise((resolve) => {
    server.forceShutdown();
    resolve();
  });
}
