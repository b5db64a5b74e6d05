import { spawn } from "node:child_process";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  type SetRootResourceRequest,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  ReadResourceResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { RecordingMonitor } from "../../src/capture/monitor";
import type { GraphResource } from "../../src/graph";
import { environmentOf, standInFolder } from "../../src/program/environment";
import { readProject } from "../../src/program/project";

type Reply = (error: Error | null, response?: object) => void;

interface Fields {
  toJavaScript(): Record<string, JavaScriptValue>;
}

/** Everything that the recorder may answer. */
interface Answered {
  getHassupport(): boolean;
  getUrn(): string;
  getId(): string;
  getObject(): Fields;
  getProperties(): Fields;
  getReturn(): Fields;
}

/** A call to the recorder whose answer becomes a message. */
function handler<Q>(answer: (request: Q, reply: Reply) => void, message: (response: Answered) => object) {
  return ({ request }: { request: Q }, reply: Reply): void => {
    answer(request, (error, response) => {
      if (error === null) reply(null, message(response as Answered));
      else reply(error);
    });
  };
}

const struct = (fields: Fields): Struct => Struct.fromJavaScript(fields.toJavaScript());

const monitorHandlers = (monitor: RecordingMonitor) => ({
  supportsFeature: handler(monitor.supportsFeature.bind(monitor), (answered) =>
    new SupportsFeatureResponse().setHassupport(answered.getHassupport()),
  ),
  registerResource: handler(monitor.registerResource.bind(monitor), (answered) =>
    new RegisterResourceResponse()
      .setUrn(answered.getUrn())
      .setId(answered.getId())
      .setObject(struct(answered.getObject())),
  ),
  registerResourceOutputs: handler(monitor.registerResourceOutputs.bind(monitor), () => new Empty()),
  readResource: handler(monitor.readResource.bind(monitor), (answered) =>
    new ReadResourceResponse().setUrn(answered.getUrn()).setProperties(struct(answered.getProperties())),
  ),
  invoke: handler(monitor.invoke.bind(monitor), (answered) =>
    new InvokeResponse().setReturn(struct(answered.getReturn())),
  ),
  signalAndWaitForShutdown: handler(
    (_: unknown, reply: Reply) => {
      reply(null, {});
    },
    () => new Empty(),
  ),
});

function engineHandlers(onError: (message: string) => void) {
  let root = "";
  return {
    log: ({ request }: { request: LogRequest }, reply: Reply): void => {
      if (request.getSeverity() === LogSeverity.ERROR) onError(request.getMessage());
      reply(null, new Empty());
    },
    setRootResource: ({ request }: { request: SetRootResourceRequest }, reply: Reply): void => {
      root = request.getUrn();
      reply(null, new SetRootResourceResponse());
    },
    getRootResource: (_: unknown, reply: Reply): void => {
      reply(null, new GetRootResourceResponse().setUrn(root));
    },
  };
}

/**
 * Runs a program as Pulumi does: the SDK's own `cmd/run` in a process of its own, over gRPC, with the code of callback
 * functions packed as for a deployment. Slow and exact.
 */
export async function referenceOf(folder: string): Promise<readonly GraphResource[]> {
  const project = readProject(folder);
  const { runtime } = project;
  const region = runtime.config["aws:region"] ?? "";
  const monitor = new RecordingMonitor({
    project: project.name,
    stack: project.stack,
    unknown: false,
    dryRun: true,
    context: { accountId: "123456789012", region, partition: "aws", complete: true },
    house: {},
    answers: [],
  });
  const errors: string[] = [];
  const server = new grpc.Server();
  server.addService(ResourceMonitorService, monitorHandlers(monitor));
  server.addService(
    EngineService,
    engineHandlers((text) => errors.push(text)),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  const address = `127.0.0.1:${port}`;
  const args = [
    "--organization",
    "organization",
    "--project",
    project.name,
    "--stack",
    project.stack,
    "--root-directory",
    folder,
  ];
  const env = {
    ...environmentOf(project, runtime, ""),
    PULUMI_NODEJS_TYPESCRIPT: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
  const runner = join(standInFolder(), "node_modules/@pulumi/pulumi/cmd/run");
  const connection = [
    "--parallel",
    "100",
    "--dry-run",
    "true",
    "--pwd",
    project.folder,
    "--monitor",
    address,
    "--engine",
    address,
  ];
  const code = await run([runner, ...args, ...connection, project.entry], env, errors);
  server.forceShutdown();
  if (code !== 0 || errors.length > 0) throw new Error(`cmd/run ended with ${String(code)}: ${errors.join("\n")}`);
  return monitor.resources;
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, errors: string[]): Promise<number | null> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      if (code !== 0) errors.push(printed);
      resolve(code);
    });
  });
}
