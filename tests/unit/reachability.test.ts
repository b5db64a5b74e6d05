import { expect } from "chai";
import { canReach, directSources, groupsOf, interfaceGroups, isGroup } from "../../components/security/reachability";
import { type GroupName, trafficRules } from "../../components/security/traffic-rules";
import { always, rendered } from "./traffic-variants";

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
