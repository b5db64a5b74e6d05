import fc from "fast-check";
import { type Destination } from "../../components/security/destinations";
import { taskGroup } from "../../components/security/task-groups";
import { type TrafficArgs, trafficRules, type Use } from "../../components/security/traffic-rules";

export const ports = { publicAlb: 443, internalAlb: 8443, frontend: 3000, backend: 8080, database: 3306 };
const queries: Use = { from: "backend", to: "database", port: 3306, description: "Queries" };
const pageQueries: Use = { ...queries, from: "frontend" };
export const rendered: TrafficArgs = {
  pages: "rendered",
  apiAtEdge: false,
  nat: "single",
  endpoints: [],
  ports,
  dump: true,
  uses: [queries],
};
export const stored: TrafficArgs = { ...rendered, pages: "stored", apiAtEdge: true };

/** Every variant of a network's traffic. */
const everyVariant = fc.record<TrafficArgs>({
  pages: fc.constantFrom("rendered", "stored"),
  nat: fc.constantFrom("none", "instance", "single", "perAz"),
  endpoints: fc.subarray(["ecr.api", "logs", "kms"] as const),
  apiAtEdge: fc.boolean(),
  ports: fc.constant(ports),
  dump: fc.boolean(),
  ec2Capacity: fc.boolean(),
  uses: fc.subarray([queries, pageQueries]),
  services: fc.subarray([{ group: taskGroup("search"), port: 9000 }]),
  destinations: fc.subarray<Destination>([
    { name: "smtp", to: "0.0.0.0/0", port: 587, from: ["backend"] },
    { name: "ledger", to: "pl-0123456789abcdef0", port: 5432, from: ["backend", "frontend"] },
    { name: "office", to: "192.168.7.0/24", port: 1433, from: ["frontend"] },
    { name: "relay", to: "198.51.100.0/24", port: 587, from: ["frontend"] },
    { name: "table", to: "pl-02cd2c6b", port: 443, from: ["backend"] },
  ]),
});
/** Checks a property on every variant. */
export const always = (check: (args: TrafficArgs) => void): void => {
  fc.assert(fc.property(everyVariant, check));
};

/** Keys and ports of the flows. */
export const flows = (args: TrafficArgs): string[] => trafficRules(args).map(({ key, port }) => `${key}:${port}`);
