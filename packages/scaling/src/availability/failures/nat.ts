import { type ResourceGraph } from "@toolkit/offline/graph";
import { startsWithoutNat } from "../egress";
import { figure, NO_TIME, then } from "../figures";
import { type Parts } from "../parts";
import { distinct } from "../zones";
import { type Failure, listed } from "./failure";

/** Each NAT by itself. What runs goes on, since nothing of a request inside the network needs it. */
export function natFailures(graph: ResourceGraph, { services }: Parts): Failure[] {
  const ways = services.flatMap(({ waysOut }) => waysOut);
  const targets = [...new Map(ways.map(({ target }) => [target.urn, target])).values()];
  return targets.map((target) => {
    const through = ways.filter((way) => way.target === target);
    const zones = distinct(through.map(({ zone }) => zone)).sort();
    const waiting = zones.filter((zone) => !startsWithoutNat(graph, zone));
    const others = distinct(ways.map(({ zone }) => zone)).filter((zone) => !zones.includes(zone));
    const elsewhere = others.length > 0 ? `; those in ${listed(others)} do` : "";
    const isInstance = through.some(({ kind }) => kind === "instance");
    return {
      kind: "nat",
      what: `NAT ${target.name}`,
      effect:
        waiting.length === 0
          ? "tasks start by the endpoints; only calls to the internet fail"
          : `what runs goes on; tasks in ${listed(waiting)} cannot start, write logs or call out${elsewhere}`,
      outage: NO_TIME,
      stuck:
        waiting.length === 0 || others.length > 0
          ? NO_TIME
          : isInstance
            ? figure("instanceRecovery")
            : then(figure("person"), figure("update")),
      lost: NO_TIME,
      byHand: false,
      because: [target.name],
    };
  });
}
