import { spawn, type ChildProcess } from "node:child_process";

import * as path from "node:path";

import * as grpc from "@grpc/grpc-js";
import { type ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { declaredDependencies, resolveFrom } from "./dependencies";
import { QUICK_START } from "./files";
import { nodeOptions, programArguments, programEnvironment } from "./options";

/** The exit code of `@pulumi/pulumi/cmd/run` after it has already told the person what is wrong. */
const ALREADY_REPORTED = 32;

/** What a running program is waited for: how it ended. */
type Ended = (code: number) => void;

/** The calls the engine makes of a language host, for programs and policy packs in Node.js. */
export function languageRuntime(
  engineAddress: string,
): Partial<ILanguageRuntimeServer> & grpc.UntypedServiceImplementation {
  return {
    handshake: (_call: unknown, reply: grpc.sendUnaryData<language.LanguageHandshakeResponse>) => {
      reply(null, new language.LanguageHandshakeResponse());
    },
    getPluginInfo: (_call: unknown, reply: grpc.sendUnaryData<plugin.PluginInfo>) => {
      reply(null, new plugin.PluginInfo().setVersion("1.0.0"));
    },
    about: (_call: unknown, reply: grpc.sendUnaryData<language.AboutResponse>) => {
      reply(null, new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version));
    },
    getProgramDependencies: answerDependencies,
    getRequiredPackages: answerPackages,
    runtimeOptionsPrompts: (_call: unknown, reply: grpc.sendUnaryData<language.RuntimeOptionsResponse>) => {
      reply(null, new language.RuntimeOptionsResponse());
    },
    cancel: (_call: unknown, reply: grpc.sendUnaryData<Empty>) => {
      reply(null, new Empty());
    },
    run: (
      call: grpc.ServerUnaryCall<language.RunRequest, language.RunResponse>,
      reply: grpc.sendUnaryData<language.RunResponse>,
    ) => {
      runProgram(call, reply, engineAddress);
    },
    runPlugin,
  };
}

function answerDependencies(
  call: grpc.ServerUnaryCall<language.GetProgramDependenciesRequest, language.GetProgramDependenciesResponse>,
  reply: grpc.sendUnaryData<language.GetProgramDependenciesResponse>,
): void {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? call.request.getPwd();
  const list = declaredDependencies(folder).map(({ name, version }) =>
    new language.DependencyInfo().setName(name).setVersion(version),
  );
  reply(null, new language.GetProgramDependenciesResponse().setDependenciesList(list));
}

function answerPackages(
  call: grpc.ServerUnaryCall<language.GetRequiredPackagesRequest, language.GetRequiredPackagesResponse>,
  reply: grpc.sendUnaryData<language.GetRequiredPackagesResponse>,
): void {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? process.cwd();
  const packages = declaredDependencies(folder).flatMap(({ name, version, plugin: section }) => {
    if (section?.resource !== true) return [];
    const dependency = new plugin.PackageDependency()
      .setKind("resource")
      .setName(section.name ?? name.replace(/^@pulumi\//, ""))
      .setVersion(`v${(section.version ?? version).replace(/^v/, "")}`);
    return [section.server === undefined ? dependency : dependency.setServer(section.server)];
  });
  reply(null, new language.GetRequiredPackagesResponse().setPackagesList(packages));
}

function runProgram(
  call: grpc.ServerUnaryCall<language.RunRequest, language.RunResponse>,
  reply: grpc.sendUnaryData<language.RunResponse>,
  engineAddress: string,
): void {
  try {
    const { request } = call;
    const info = request.getInfo();
    const folder = info?.getProgramDirectory() ?? request.getPwd();
    const options = nodeOptions(info?.getOptions()?.toJavaScript() ?? {});
    const runner = resolveFrom(folder, "@pulumi/pulumi/cmd/run");
    const child = spawn(
      process.execPath,
      [...options.nodeArgs, ...quickStart, runner, ...programArguments(request, engineAddress)],
      {
        cwd: request.getPwd(),
        env: { ...process.env, ...programEnvironment(request, options) },
        stdio: ["ignore", "inherit", "inherit"],
      },
    );
    follow(child, call, (code) => {
      const response = new language.RunResponse();
      if (code === ALREADY_REPORTED) response.setBail(true);
      else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
      reply(null, response);
    });
  } catch (error) {
    reply({ code: grpc.status.FAILED_PRECONDITION, details: messageOf(error) });
  }
}

function runPlugin(call: grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>): void {
  const { request } = call;
  const finish = (code: number): void => {
    call.write(new language.RunPluginResponse().setExitcode(code));
    call.end();
  };
  try {
    const folder = request.getInfo()?.getProgramDirectory() ?? request.getProgram();
    const options = nodeOptions(request.getInfo()?.getOptions()?.toJavaScript() ?? {});
    const policyPack = request.getKind() === "analyzer";
    const runner = resolveFrom(folder, `@pulumi/pulumi/cmd/${policyPack ? "run-policy-pack" : "run-plugin"}`);
    const operands = policyPack ? [...request.getArgsList(), folder] : [folder, ...request.getArgsList()];
    const child = spawn(process.execPath, [...options.nodeArgs, runner, ...operands], {
      cwd: request.getPwd(),
      env: { ...process.env, ...listedEnvironment(request.getEnvList()), ...typescriptEnvironment(options) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (data: Buffer) => call.write(new language.RunPluginResponse().setStdout(data)));
    child.stderr.on("data", (data: Buffer) => call.write(new language.RunPluginResponse().setStderr(data)));
    follow(child, call, finish);
  } catch (error) {
    call.write(new language.RunPluginResponse().setStderr(Buffer.from(`${messageOf(error)}\n`)));
    finish(1);
  }
}

/** Loads quick-start.ts before the program. The long form would keep the SDK from loading ES modules. */
const quickStart = ["-r", path.join(__dirname, QUICK_START)];

/** Ends the child with the call (a cancelled update, an engine that is gone) and the call with the child. */
function follow(
  child: ChildProcess,
  call: { on(event: "cancelled", listener: () => void): unknown },
  ended: Ended,
): void {
  call.on("cancelled", () => child.kill());
  child.once("error", () => {
    ended(1);
  });
  child.once("close", (code) => {
    ended(code ?? 1);
  });
}

function typescriptEnvironment(options: { typescript: boolean; tsconfig?: string }): Record<string, string> {
  return {
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
    ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

function listedEnvironment(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
