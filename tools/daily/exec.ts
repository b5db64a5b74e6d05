import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { revisionOf, runningTask, stateOf, type Task } from "./ecs";
import { type Hands, ownHands } from "./hands";
import { deployedStackOption, serviceArgument } from "./options";
import { type DeployedStack, deployedStack, type Service, serviceNamed } from "./stack";

const command = new Command("exec")
  .description("Runs a command in a task of a service, a shell by default (docs/runbooks/access.md).")
  .addArgument(serviceArgument("in which service").default("backend"))
  .addOption(deployedStackOption())
  .option("--command <line>", "what to run", "/bin/sh")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, command: line }, service) => {
    process.exitCode = await exec(ownHands, stack, service, line);
  },
});

/** Runs a command in a task. @returns its exit code @throws RunError when no task can be entered */
export async function exec(hands: Hands, name: string, wanted: string, line: string): Promise<number> {
  const stack = await deployedStack(hands, name);
  const { task, container } = await openTask(stack, serviceNamed(stack, wanted));
  hands.say(`task ${task.id} of ${wanted}`);
  return hands.attend([
    ...["ecs", "execute-command", "--region", stack.region, "--cluster", stack.cluster, "--task", task.id],
    ...["--container", container, "--interactive", "--command", line],
  ]);
}

/** A running task that lets sessions in. @throws RunError when there is none, with the fix */
export async function openTask(
  stack: DeployedStack,
  service: Service,
): Promise<{ readonly task: Task; readonly container: string }> {
  const { container } = await revisionOf(stack, (await stateOf(stack, service)).taskDefinitionArn);
  const task = await runningTask(stack, service, container);
  if (!task.canExec) {
    throw new RunError(
      `Task ${task.id} of ${service.name} lets nobody in: set webapp:access.exec in Pulumi.${stack.name}.yaml and run pulumi up; if it is set, the task is older: npm run restart -- --stack ${stack.name} ${service.name}`,
    );
  }
  return { task, container };
}
