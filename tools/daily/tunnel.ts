import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { traceOption, wholeNumber } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { openTask } from "./exec";
import { type Hands, ownHands } from "./hands";
import { deployedStackOption } from "./options";
import { deployedStack, serviceNamed } from "./stack";

const DATABASE_PORT = 3306;

const command = new Command("tunnel")
  .description("Opens a port of this machine that leads to the database, through a task of the backend, until Ctrl-C.")
  .addOption(deployedStackOption())
  .option("--port <number>", "port of this machine", wholeNumber(1, 65_535), DATABASE_PORT)
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, port }) => {
    process.exitCode = await tunnel(ownHands, stack, port);
  },
});

/** Opens the tunnel. @returns the exit code of the session @throws RunError when no task can be entered */
export async function tunnel(hands: Hands, name: string, port: number): Promise<number> {
  const stack = await deployedStack(hands, name);
  const { task } = await openTask(stack, serviceNamed(stack, "backend"));
  if (task.runtimeId === undefined)
    throw new RunError(`Task ${task.id} has not started its container yet: try again in a minute.`);
  const { address, secretArn } = stack.database;
  const parameters = { host: [address], portNumber: [String(DATABASE_PORT)], localPortNumber: [String(port)] };
  hands.say(
    `127.0.0.1:${port} is ${address}; user and password: aws secretsmanager get-secret-value --secret-id '${secretArn}' --query SecretString --output text`,
  );
  return hands.attend([
    ...[
      "ssm",
      "start-session",
      "--region",
      stack.region,
      "--target",
      `ecs:${stack.cluster}_${task.id}_${task.runtimeId}`,
    ],
    ...["--document-name", "AWS-StartPortForwardingSessionToRemoteHost", "--parameters", JSON.stringify(parameters)],
  ]);
}
