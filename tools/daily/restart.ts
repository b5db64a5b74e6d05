import { Command } from "@commander-js/extra-typings";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { type Hands, ownHands } from "./hands";
import { deployedStackOption, serviceArgument } from "./options";
import { settle } from "./settle";
import { deployedStack, servicesNamed } from "./stack";

const command = new Command("restart")
  .description(
    "Starts new tasks of a service in place of the old ones, without an outage: they read their secrets again.",
  )
  .addArgument(serviceArgument("which service (default: all)"))
  .addOption(deployedStackOption())
  .addOption(traceOption());

export default subcommand(command, { run: ({ stack }, service) => restart(ownHands, stack, service) });

/** Restarts services, and waits until the new tasks serve. @throws RunError when they do not */
export async function restart(hands: Hands, name: string, wanted?: string): Promise<void> {
  const stack = await deployedStack(hands, name);
  const services = servicesNamed(stack, wanted);
  for (const { serviceName } of services) {
    await stack.aws.text(
      "ecs",
      "update-service",
      "--cluster",
      stack.cluster,
      "--service",
      serviceName,
      "--force-new-deployment",
    );
  }
  hands.say(`Restarting ${services.map((service) => service.name).join(", ")}.`);
  await settle(hands, stack, services);
}
