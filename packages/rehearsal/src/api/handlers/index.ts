import type { Handler } from "../handler";
import { accounts } from "./accounts";
import { data } from "./data";
import { ecs } from "./ecs";
import { ecsDeployments } from "./ecs-deployments";
import { ecsTasks } from "./ecs-tasks";
import { events } from "./events";
import { experiments } from "./experiments";
import { securityGroups } from "./security-groups";
import { keyValues } from "./key-values";
import { messages } from "./messages";
import { secrets } from "./secrets";

/** Every operation that the emulated account answers, by `service.Operation`. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...accounts,
  ...data,
  ...ecs,
  ...ecsDeployments,
  ...ecsTasks,
  ...securityGroups,
  ...messages,
  ...secrets,
  ...events,
  ...experiments,
  ...keyValues,
};
