import { expect } from "chai";
import { type Destination } from "../../components/security/destinations";
import { canReach } from "../../components/security/reachability";
import { type TrafficArgs, trafficRules } from "../../components/security/traffic-rules";
import { always, flows, rendered, stored } from "./traffic-variants";

describe("named destinations", () => {
  const smtp: Destination = { name: "smtp", to: "203.0.113.0/24", port: 587, from: ["backend"] };
  const office: Destination = { name: "office", to: "192.168.7.0/24", port: 1433, from: ["backend", "frontend"] };
  const added = (args: TrafficArgs, destinations: readonly Destination[]) => {
    const before = flows(args);
    return flows({ ...args, destinations }).filter((flow) => !before.includes(flow));
  };

  it("are open to the tasks that are named, on their port, and to nobody else", () => {
    expect(added(rendered, [smtp, office])).to.deep.equal([
      "frontend-to-office:1433",
      "backend-to-smtp:587",
      "backend-to-office:1433",
    ]);
    expect(added(stored, [office])).to.deep.equal(["backend-to-office:1433"]);
    const [edge] = trafficRules({ ...stored, destinations: [smtp] }).filter(({ to }) => to === "named:smtp");
    expect(edge).to.deep.equal({
      key: "backend-to-smtp",
      from: "backend",
      to: "named:smtp",
      port: 587,
      description: "Connections to smtp",
      destination: "203.0.113.0/24",
    });
  });

  it("are forwarded by a NAT instance, but for networks that have a route of their own", () => {
    expect(added({ ...stored, nat: "instance" }, [smtp, office])).to.deep.equal([
      "backend-to-smtp:587",
      "backend-to-office:1433",
      "privateSubnets-to-natInstanceOn587:587",
      "natInstance-to-smtp:587",
    ]);
    const ofPages: Destination = { ...smtp, from: ["frontend"] };
    expect(added({ ...stored, nat: "instance" }, [ofPages])).to.deep.equal([]);
  });

  it("are ends, which nothing comes from", () => {
    always((args) => {
      const edges = trafficRules(args);
      expect(edges.filter(({ from }) => from.startsWith("named:"))).to.deep.equal([]);
      for (const { name, from } of args.destinations ?? []) {
        for (const group of ["dump", "database", "publicAlb"] as const) {
          expect(canReach(edges, group, `named:${name}`), group).to.equal(
            group === "publicAlb" && args.pages === "rendered" && from.length > 0,
          );
        }
      }
    });
  });
});
