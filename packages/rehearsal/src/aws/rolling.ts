import { T } from "@toolkit/offline/aws-types";
import { shiftPhasesOf } from "@toolkit/offline/shift-phases";
import type { Account, Resource } from "./account";
import { byArn, record } from "./look";

/**
 * Rolling deployments: one whose new tasks never become healthy is given up by the circuit breaker, and the last revision
 * that was complete serves again.
 *
 * Source: Amazon ECS developer guide, "How the Amazon ECS deployment circuit breaker detects failures",
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export class Rolling {
  /** Whether the tasks of a version never become healthy. @default those of each do */
  isUnhealthy: (taskDefinition: Resource) => boolean = () => false;

  constructor(private readonly account: Account) {}

  /**
   * What becomes of an update of a service.
   *
   * @returns the message of a deployment that was taken back; undefined when it is through, or is no rolling one
   */
  follow(service: Resource, before: Resource): string | undefined {
    const { type, inputs } = service;
    if (type !== T.service || inputs.taskDefinition === before.inputs.taskDefinition) return undefined;
    if (shiftPhasesOf(inputs).length > 0) return undefined;
    const definition = byArn(this.account, T.taskDefinition, inputs.taskDefinition);
    if (definition === undefined || !this.isUnhealthy(definition)) return undefined;
    const { enable, rollback } = record(inputs.deploymentCircuitBreaker);
    if (enable === true && rollback === true) {
      return "deployment failed: Service deployment rolled back because the circuit breaker threshold was exceeded.";
    }
    throw new Error("a service without a circuit breaker whose tasks never become healthy is not emulated");
  }
}
