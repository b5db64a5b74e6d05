import { expect } from "chai";

import { canReach, directSources, type Peer, type TrafficEdge, trafficRules } from "../../components/security";
import { forEachCombination, deployCombination } from "./combinations";

const ports = { publicAlb: 443, internalAlb: 443, frontend: 3000, backend: 8080, database: 3306 };
const QUERIES = { from: "backend", to: "database", port: 3306, description: "Queries" } as const;
const edges = (pages: "rendered" | "stored", apiAtEdge = pages === "stored") =>
  trafficRules({ pages, apiAtEdge, ports, nat: "perAz", endpoints: [], dump: true, uses: [QUERIES] });

const sources = (table: TrafficEdge[], to: Peer) => directSources(table, to).map(({ from }) => from);

describe("reachability", () => {
  for (const pages of ["rendered", "stored"] as const) {
    it(`${pages} pages: the database hears only the backend and the dump task`, () => {
      expect(sources(edges(pages), "database")).to.have.members(["backend", "dump"]);
    });

    it(`${pages} pages: nothing is reached from the internet directly`, () => {
      const reached = edges(pages).filter(({ from }) => from === "internet");
      expect(reached).to.deep.equal([]);
    });

    it(`${pages} pages: CloudFront is the only way in, on one port`, () => {
      const outside: Peer[] = ["cloudfront", "internet", "s3"];
      const into = edges(pages).filter(({ from }) => outside.includes(from));
      expect(into.map(({ from, to, port }) => [from, to, port])).to.deep.equal([
        pages === "rendered"
          ? ["cloudfront", "publicAlbFromCloudFront", 443]
          : ["cloudfront", "internalAlbFromCloudFront", 443],
      ]);
    });
  }

  it("lets viewers reach the API of rendered pages only when the backend is public", () => {
    expect(canReach(edges("stored"), "cloudfront", "backend")).to.equal(true);
    expect(canReach(edges("rendered", true), "cloudfront", "backend")).to.equal(true);
    expect(sources(edges("rendered"), "internalAlb")).to.deep.equal(["frontend"]);
  });

  forEachCombination((combination, name) => {
    it(`${name}: every ingress rule is an edge of the table, and none is open to the world`, async () => {
      const made = await deployCombination(combination);
      const rules = made.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
      const open = rules.filter(({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0" || inputs.cidrIpv6 !== undefined);
      expect(open.map((rule) => rule.name)).to.deep.equal([]);
      const makers = new Set(rules.map(({ parent }) => parent));
      expect([...makers].map((parent) => parent?.split("::").at(-1))).to.deep.equal(["security"]);
    });

    it(`${name}: an internal load balancer stands in private subnets, and a public one only in ssr`, async () => {
      const made = await deployCombination(combination);
      const balancers = made
        .all("aws:lb/loadBalancer:LoadBalancer")
        .map(({ name: balancer, inputs }) => [balancer, inputs.internal]);
      expect(balancers).to.have.deep.members(
        combination.frontend === "ssr"
          ? [
              ["private", true],
              ["public", false],
            ]
          : [["private", true]],
      );
    });
  });
});
