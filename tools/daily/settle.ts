import { RunError } from "@pulumi/pulumi/errors";

import { lastPart } from "../aws/arn";
import type { ServiceState } from "../aws/ecs";
import { stateOf } from "./ecs";
import type { Hands } from "./hands";
import type { DeployedStack, Service } from "./stack";

/** Seconds between two looks, and how often: an hour and a half, the hour for a gradual deployment that waits. */
const LOOK = { seconds: 10, times: 540 };

/**
 * Waits until the deployment of each service is complete.
 *
 * @param expected revision by service, where one was asked for
 * @throws RunError when a deployment failed, was taken back or does not end
 */
export async function settle(
  hands: Hands,
  stack: DeployedStack,
  services: readonly Service[],
  expected: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  for (const service of services) {
    const { taskDefinitionArn, reason } = await settled(hands, stack, service);
    const wanted = expected.get(service.name);
    if (wanted !== undefined && wanted !== taskDefinitionArn) {
      throw new RunError(
        `ECS took the deployment of ${service.name} back: ${reason} See docs/runbooks/services.md#deployment-failed`,
      );
    }
    hands.say(`${service.name} runs ${lastPart(taskDefinitionArn)}.`);
  }
}

async function settled(hands: Hands, stack: DeployedStack, service: Service): Promise<ServiceState> {
  for (let time = 1; ; time++) {
    const state = await stateOf(stack, service);
    if (state.rolloutState === "COMPLETED" && state.deployments === 1) return state;
    if (state.rolloutState === "FAILED" || time === LOOK.times) {
      throw new RunError(
        `The deployment of ${service.name} is not complete: ${state.reason} See docs/runbooks/services.md#deployment-failed`,
      );
    }
    await hands.sleep(LOOK.seconds);
  }
}
