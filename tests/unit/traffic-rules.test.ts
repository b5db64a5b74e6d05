import { expect } from "chai";
import { canReach, directSources } from "../../components/security/reachability";
import { taskGroup } from "../../components/security/task-groups";
import { trafficRules, type Use } from "../../components/security/traffic-rules";
import { always, flows, ports, rendered, stored } from "./traffic-variants";

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
