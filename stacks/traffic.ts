import { DATABASE_PORT } from "../components/data";
import { type TrafficEdge, trafficRules } from "../components/security";
import { activeSections } from "./config";
import { type StackContext } from "./context";
import { ec2Architectures } from "./ec2";

/** What may flow in this stack; the security diagram and the reachability tests read the same table. */
export function trafficEdges({ config, ports }: Pick<StackContext, "config" | "ports">): TrafficEdge[] {
  const { pages, apiAtEdge } = activeSections(config);
  return trafficRules({
    pages,
    apiAtEdge,
    nat: config.network.nat,
    endpoints: config.network.endpoints,
    dump: true,
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
