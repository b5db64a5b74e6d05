/**
 * Memory in MiB that the SSM agent in a task may use. AWS gives none; with 256 it ran out in AWS's own workshop
 * (https://github.com/aws-samples/aws-fault-injection-simulator-workshop-v2/pull/181).
 */
export const AGENT_MEMORY = 512;

/** Memory in MiB that a task with the agent has at least: as much again for the application. */
export const LEAST_MEMORY_WITH_AGENT = 2 * AGENT_MEMORY;
