import { DATABASE_PORT } from "../components/data";
import { type Destination, type TrafficEdge, trafficRules } from "../components/security";
import { activeSections, type StackConfig } from "./config";
import { type StackContext } from "./context";
import { ec2Architectures } from "./ec2";
import { connectionsOf } from "./uses/plan";
import { taskGroup } from "../components/security/task-groups";
import { configuredUsers, nameInFile } from "./uses/users";

/** What may flow in this stack; the security diagram and the reachability tests read the same table. */
export function trafficEdges({ config, ports }: Pick<StackContext, "config" | "ports">): TrafficEdge[] {
  const { pages, privatePaths } = activeSections(config);
  return trafficRules({
    pages,
    apiAtEdge: privatePaths.length > 0,
    nat: config.network.nat,
    endpoints: config.network.endpoints,
    dump: true,
    services: Object.entries(config.services).map(([name, { port }]) => ({ group: taskGroup(name), port })),
    tasks: [...Object.keys(config.workers), ...Object.keys(config.jobs)].map(taskGroup),
    uses: connectionsOf(config),
    destinations: destinationsOf(config),
    ec2Capacity: ec2Architectures(config).length > 0,
    ports: {
      publicAlb: ports.publicAlb.port,
      internalAlb: ports.internalAlb.port,
      frontend: config.ssr.port,
      backend: config.backend.port,
      database: DATABASE_PORT,
    },
  });
}

/** What `network.egress` opens, in the words of the table. */
const destinationsOf = (config: StackConfig): Destination[] =>
  Object.entries(config.network.egress).map(([name, { from, ...where }]) => ({
    name,
    ...where,
    from: configuredUsers(config)
      .filter((user) => from.includes(nameInFile(user)))
      .map(({ group }) => group),
  }));
