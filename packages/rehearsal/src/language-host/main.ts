/**
 * A Node.js language host for the Pulumi engine, for machines that have the `pulumi` command but not the official
 * `pulumi-language-nodejs` that its installer puts beside it. The engine starts it with its own address as the only
 * positional argument and reads the port from the first line of standard output.
 */
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

import { languageRuntime } from "./runtime";

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
if (engineAddress === undefined) {
  console.error("pulumi-language-nodejs is started by the pulumi command, with the engine's address as its argument.");
  process.exit(1);
}

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, languageRuntime(engineAddress));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    console.error(`pulumi-language-nodejs cannot listen: ${error.message}`);
    process.exit(1);
  }
  console.log(String(port));
});

// The engine holds the other end of standard input as long as it lives: also when it is killed, nothing is left behind.
process.stdin.once("end", () => process.exit()).resume();
