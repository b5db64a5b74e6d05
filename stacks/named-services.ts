import type * as pulumi from "@pulumi/pulumi";

import { refuseFromEdge } from "../components/compute";
import { activeSections, closedPaths, type NamedServiceConfig, rulePriority } from "./config";
import { type Entrance, type Foundation, type RunningService } from "./context";
import { environmentOf } from "./encrypted";
import { createAppSecrets } from "./secrets";
import { createService, serviceImage } from "./services";
import { type Usable } from "./uses/grant";
import { urlVariable } from "./uses/service";

/** What each service and the backend grant to whoever uses them: all are behind one load balancer, so two may use each other. */
export const usableServices = ({ config }: Pick<Foundation, "config">, url: pulumi.Output<string>): Usable =>
  Object.fromEntries(
    ["backend", ...Object.keys(config.services)].map((name) => [
      name,
      () => ({ environment: { [urlVariable(name)]: url } }),
    ]),
  );

/** Services beside the backend, at their own paths of its load balancer. */
export function createNamedServices(foundation: Foundation, entrance: Entrance, usable: Usable): RunningService[] {
  const { config } = foundation;
  if (activeSections(config).privatePaths.length > 0) {
    const { loadBalancer } = entrance;
    const closed = { listenerArn: loadBalancer.listenerArn, paths: closedPaths(config) };
    refuseFromEdge("not-for-browsers", closed, { parent: loadBalancer });
  }
  return Object.entries(config.services).map(([name, service]) =>
    createNamedService(foundation, name, service, entrance, usable),
  );
}

function createNamedService(
  foundation: Foundation,
  name: string,
  service: NamedServiceConfig,
  entrance: Entrance,
  usable: Usable,
): RunningService {
  const secrets = createAppSecrets(foundation, name, service, { namedForStack: true });
  return createService(foundation, name, service, entrance, {
    ...serviceImage(foundation, name, service),
    environment: environmentOf(foundation.config, "services", service.environment),
    secrets: secrets?.valueFrom ?? {},
    secretArns: secrets?.arns ?? [],
    usable,
    listens: { priority: rulePriority(name, service), pathPatterns: service.paths },
  });
}
