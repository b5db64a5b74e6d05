import { expect } from "chai";
import fc from "fast-check";
import { type Destination } from "../../components/security/destinations";
import { canReach, directSources, groupsOf, interfaceGroups, isGroup } from "../../components/security/reachability";
import { taskGroup } from "../../components/security/task-groups";
import { type GroupName, type TrafficArgs, trafficRules, type Use } from "../../components/security/traffic-rules";

const ports = { publicAlb: 443, internalAlb: 8443, frontend: 3000, backend: 8080, database: 3306 };
const queries: Use = { from: "backend", to: "database", port: 3306, description: "Queries" };
const pageQueries: Use = { ...queries, from: "frontend" };
const rendered: TrafficArgs = {
  pages: "rendered",
  apiAtEdge: false,
  nat: "single",
  endpoints: [],
  ports,
  dump: true,
  uses: [queries],
};
const stored: TrafficArgs = { ...rendered, pages: "stored", apiAtEdge: true };

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
const always = (check: (args: TrafficArgs) => void) => {
  fc.assert(fc.property(everyVariant, check));
};
const flows = (args: TrafficArgs) => trafficRules(args).map(({ key, port }) => `${key}:${port}`);

describe("trafficRules", () => {
  it("lists exactly these flows for rendered pages", () => {
    expect(flows(rendered)).to.deep.equal([
      "cloudfront-to-publicAlbFromCloudFront:443",
      "publicAlb-to-frontend:3000",
      "frontend-to-internalAlb:8443",
      "internalAlb-to-backend:8080",
      "backend-to-database:3306",
      "dump-to-database:3306",
      "frontend-to-s3:443",
      "frontend-to-internet:443",
      "backend-to-s3:443",
      "backend-to-internet:443",
      "dump-to-s3:443",
      "dump-to-internet:443",
    ]);
  });

  it("lists exactly these flows for stored pages", () => {
    expect(flows({ ...stored, dump: false })).to.deep.equal([
      "cloudfront-to-internalAlbFromCloudFront:8443",
      "internalAlb-to-backend:8080",
      "backend-to-database:3306",
      "backend-to-s3:443",
      "backend-to-internet:443",
    ]);
  });

  it("gives services their requests, and those who use several one way to the load balancer that they have", () => {
    const request = { to: "internalAlb", port: 8443, description: "Requests to services" } as const;
    const services = [
      { group: taskGroup("search"), port: 9000 },
      { group: taskGroup("mail"), port: 9001 },
    ] as const;
    const uses: readonly Use[] = [
      { ...request, from: "frontend" },
      { ...request, from: "backend" },
      { ...request, from: "backend" },
      { ...request, from: taskGroup("search") },
      { ...request, from: taskGroup("mail") },
    ];
    const before = flows({ ...rendered, uses: [] });
    expect(flows({ ...rendered, services, uses }).filter((flow) => !before.includes(flow))).to.deep.equal([
      "internalAlb-to-search:9000",
      "internalAlb-to-mail:9001",
      "backend-to-internalAlb:8443",
      "search-to-internalAlb:8443",
      "mail-to-internalAlb:8443",
      "search-to-s3:443",
      "search-to-internet:443",
      "mail-to-s3:443",
      "mail-to-internet:443",
    ]);
    const edges = trafficRules({ ...rendered, services, uses });
    expect(edges.filter(({ key }) => key === "frontend-to-internalAlb")).to.have.length(1);
    expect(directSources(edges, taskGroup("search"))).to.deep.equal([{ from: "internalAlb", port: 9000 }]);
    expect(canReach(edges, taskGroup("search"), taskGroup("mail"))).to.equal(true);
    expect(canReach(edges, "internet", taskGroup("search"))).to.equal(false);
    const unused = trafficRules({ ...rendered, services, uses: [] });
    expect(canReach(unused, "backend", taskGroup("search"))).to.equal(false);
    expect(canReach(unused, taskGroup("mail"), taskGroup("search"))).to.equal(false);
  });

  it("opens the internal load balancer to CloudFront when browsers call the API", () => {
    expect(flows({ ...rendered, apiAtEdge: true })).to.include("cloudfront-to-internalAlbFromCloudFront:8443");
  });

  it("sends nothing to the internet without a NAT, and AWS calls to the endpoints", () => {
    const edges = trafficRules({
      ...rendered,
      nat: "none",
      endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager"],
    });
    expect(directSources(edges, "internet")).to.deep.equal([]);
    expect(directSources(edges, "endpoints").map(({ from }) => from)).to.deep.equal(["frontend", "backend", "dump"]);
  });

  it("lets the NAT instance take HTTPS of private subnets only", () => {
    const edges = trafficRules({ ...stored, nat: "instance" });
    expect(directSources(edges, "natInstance")).to.deep.equal([{ from: "privateSubnets", port: 443 }]);
    expect(edges.filter(({ from }) => from === "natInstance")).to.deep.equal([
      {
        key: "natInstance-to-internet",
        from: "natInstance",
        to: "internet",
        port: 443,
        description: "Forwarded HTTPS to the internet",
      },
    ]);
  });

  it("gives container instances the way to AWS and nothing a way to them", () => {
    const edges = trafficRules({ ...stored, ec2Capacity: true });
    expect(edges.filter(({ from }) => from === "ec2Capacity").map(({ to }) => to)).to.deep.equal(["s3", "internet"]);
    expect(directSources(edges, "ec2Capacity")).to.deep.equal([]);
  });

  it("names each flow once, without its port, in words that AWS accepts", () => {
    always((args) => {
      const edges = trafficRules(args);
      const keys = edges.map(({ key }) => key);
      expect(new Set(keys).size).to.equal(keys.length);
      for (const { key, description } of edges) {
        expect(key).to.match(/^[A-Za-z0-9]+-to-[A-Za-z0-9]+$/);
        expect(description).to.match(/^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
      }
    });
  });

  it("makes no rule twice, which AWS refuses", () => {
    always((args) => {
      const rules = trafficRules(args).map(({ from, to, destination = to, port }) => `${from} ${destination} ${port}`);
      expect(rules).to.deep.equal([...new Set(rules)]);
    });
  });

  it("changes no key when a port changes", () => {
    const moved = trafficRules({ ...rendered, ports: { ...ports, publicAlb: 8080, internalAlb: 80, backend: 9000 } });
    expect(moved.map(({ key }) => key)).to.deep.equal(trafficRules(rendered).map(({ key }) => key));
  });
});

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

describe("reachability", () => {
  it("opens the database to who uses it and the dump task only", () => {
    always((args) => {
      const sources = directSources(trafficRules(args), "database");
      expect(sources).to.deep.equal([
        ...(args.uses ?? []).map(({ from, port }) => ({ from, port })),
        ...(args.dump ? [{ from: "dump", port: 3306 }] : []),
      ]);
    });
  });

  it("lets nothing from the internet in, and CloudFront to the public load balancer for rendered pages only", () => {
    always((args) => {
      const edges = trafficRules(args);
      for (const group of groupsOf(edges)) {
        expect(canReach(edges, "internet", group), group).to.equal(false);
      }
      expect(canReach(edges, "cloudfront", "publicAlb")).to.equal(args.pages === "rendered");
      expect(directSources(edges, "publicAlb")).to.deep.equal(
        args.pages === "rendered" ? [{ from: "cloudfront", port: 443 }] : [],
      );
    });
  });

  it("follows a page request from CloudFront to the database, across the two groups of a load balancer", () => {
    const edges = trafficRules(rendered);
    expect(canReach(edges, "cloudfront", "database")).to.equal(true);
    expect(canReach(edges, "database", "backend")).to.equal(false);
    expect(canReach(edges, "backend", "frontend")).to.equal(false);
    expect(canReach(edges, "dump", "backend")).to.equal(false);
    expect(
      canReach(
        edges.filter(({ key }) => key !== "internalAlb-to-backend"),
        "cloudfront",
        "database",
      ),
    ).to.equal(false);
  });

  it("gives tasks that nothing connects to a group of their own, with ways out only", () => {
    const edges = trafficRules({ ...rendered, tasks: ["tasks:order-mails"], endpoints: ["sqs"] });
    expect(edges.filter(({ to }) => to === "tasks:order-mails")).to.deep.equal([]);
    expect(edges.filter(({ from }) => from === "tasks:order-mails").map(({ key }) => key)).to.deep.equal([
      "order-mails-to-s3",
      "order-mails-to-endpoints",
      "order-mails-to-internet",
    ]);
    expect(groupsOf(edges).at(-1)).to.equal("tasks:order-mails");
    expect(canReach(edges, "tasks:order-mails", "database")).to.equal(false);
  });

  it("carries no path on through something outside our groups", () => {
    const edges = trafficRules({ ...rendered, nat: "instance", endpoints: ["logs"] });
    expect(canReach(edges, "endpoints", "privateSubnets")).to.equal(true);
    expect(canReach(edges, "endpoints", "natInstance")).to.equal(false);
    expect(canReach(edges, "privateSubnets", "internet")).to.equal(true);
  });

  it("leaves every interface but the database's with a way out, and CloudFront's list alone in its group", () => {
    always((args) => {
      const edges = trafficRules(args);
      const withEgress = (group: GroupName) =>
        interfaceGroups(group).some((member) => edges.some(({ from }) => from === member));
      expect(groupsOf(edges).filter((group) => !withEgress(group))).to.deep.equal(
        args.dump || args.uses?.length ? ["database"] : [],
      );
      for (const { to } of edges.filter(({ from }) => from === "cloudfront")) {
        expect(edges.filter((edge) => edge.from === to || edge.to === to)).to.have.length(1);
      }
    });
  });

  it("opens no port to everyone, and goes out to the internet on 443 only", () => {
    always((args) => {
      const edges = trafficRules(args);
      expect(edges.filter(({ from }) => from === "internet")).to.deep.equal([]);
      expect(edges.filter(({ to, port }) => to === "internet" && port !== 443)).to.deep.equal([]);
      expect(edges.filter(({ from, to }) => !isGroup(from) && !isGroup(to))).to.deep.equal([]);
    });
  });
});
