import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import type { GraphResource } from "@toolkit/offline/graph";
import type { Properties } from "@toolkit/rehearsal/protocol/values";
import { type Choose, inOrder, shuffled } from "@toolkit/rehearsal/traffic/order";
import type { Recording } from "@toolkit/rehearsal/traffic/recording";
import { Traffic } from "@toolkit/rehearsal/traffic/simulate";
import { recorded } from "../../support/traffic";

const orders: readonly Choose[] = [inOrder, ...Array.from({ length: 8 }, (_, seed) => shuffled(seed))];

/** A flip of a live stack, which loses nothing as the program is. */
const flip = async (to: "ssr" | "spa") => {
  const open = "backend.public=true";
  const from = to === "ssr" ? "spa" : "ssr";
  return [
    await recorded("prod", [`frontend=${from}`, open]),
    await recorded("prod", [`frontend=${to}`, open]),
  ] as const;
};

const lostIn = (before: Recording, after: Recording): string[] =>
  orders.flatMap((order) => new Traffic(before).deploy(after, order).lost.map(({ error }) => error));

/** A run in which a resource waits for nothing of a type any more, whether directly or through others. */
const without = ({ document, made }: Recording, type: string, waitsFor: readonly string[]): Recording => {
  const edit = (resource: GraphResource): GraphResource =>
    resource.type === type
      ? { ...resource, dependsOn: resource.dependsOn.filter((urn) => !waitsFor.some((one) => urn.includes(one))) }
      : resource;
  return { made, document: { ...document, resources: document.resources.map(edit) } };
};

/** A run that makes nothing of a type whose name ends so. */
const lacking = ({ document, made }: Recording, type: string, end = ""): Recording => {
  const stays = (one: { readonly type: string; readonly urn: string }): boolean =>
    one.type !== type || !one.urn.endsWith(end);
  return { made: made.filter(stays), document: { ...document, resources: document.resources.filter(stays) } };
};

/** A run with other inputs of what has a type and a name. */
const having = ({ document, made }: Recording, type: string, name: string, inputs: Properties): Recording => {
  const edit = <
    One extends { readonly type: string; readonly urn: string; readonly inputs: Readonly<Record<string, unknown>> },
  >(
    one: One,
  ): One =>
    one.type === type && one.urn.endsWith(`::${name}`) ? { ...one, inputs: { ...one.inputs, ...inputs } } : one;
  return { made: made.map(edit), document: { ...document, resources: document.resources.map(edit) } };
};

describe("what the traffic simulation finds in a broken program", () => {
  for (const to of ["ssr", "spa"] as const) {
    it(`nothing in a flip to ${to} as it is, in ${orders.length} orders`, async () => {
      expect(lostIn(...(await flip(to)))).to.deep.equal([]);
    });
  }

  it("an edge that does not wait for the front end", async () => {
    const [before, after] = await flip("ssr");
    const broken = without(after, T.distribution, ["Service::frontend", "Target::frontend", "Policy::frontend"]);
    expect(lostIn(before, broken).join()).to.match(/target group frontend is empty/);
  });

  it("an edge that does not wait for pages", async () => {
    const [before, after] = await flip("spa");
    const hasPages = (one: { readonly urn: string }): boolean => !one.urn.endsWith("site/index.html");
    const first: Recording = { ...before, made: before.made.filter(hasPages) };
    const broken = without(after, T.distribution, ["BucketObjectv2::"]);
    expect(lostIn(first, broken).join()).to.match(/bucket site has no index.html/);
  });

  it("an edge for which nobody waits", async () => {
    const [before, after] = await flip("spa");
    const broken = having(after, T.distribution, "edge", { waitForDeployment: false });
    expect(lostIn(before, broken).join()).to.match(/is empty|nothing answers|no listener/);
  });

  it("a rule of a security group less", async () => {
    const [, stack] = await flip("ssr");
    const broken = lacking(stack, T.ingressRule, "publicAlb-to-frontend-ingress");
    expect(lostIn(stack, broken).join()).to.match(/tasks of frontend are not reached at port 3000/);
  });

  it("a record less", async () => {
    const [, stack] = await flip("spa");
    expect(lostIn(stack, lacking(stack, T.record)).join()).to.match(/leads to no distribution/);
  });

  it("a bucket that does not admit the distribution", async () => {
    const [, stack] = await flip("spa");
    expect(lostIn(stack, lacking(stack, T.bucketPolicy, "::edge")).join()).to.match(/does not admit the distribution/);
  });

  it("an origin secret that the load balancer does not know", async () => {
    const [, stack] = await flip("ssr");
    const header = { httpHeader: { httpHeaderName: "X-Origin-Verify", values: ["another"] } };
    const broken = having(stack, T.listenerRule, "frontend", { conditions: [header] });
    expect(lostIn(stack, broken).join()).to.match(/no rule matches/);
  });

  it("a host that the distribution does not have", async () => {
    const [, stack] = await flip("spa");
    const broken = having(stack, T.distribution, "edge", { aliases: [] });
    expect(lostIn(stack, broken).join()).to.match(/does not serve app.example.com/);
  });

  it("a certificate for another name", async () => {
    const [, stack] = await flip("ssr");
    const broken = having(stack, T.certificate, "public-certificate", { domainName: "other.example.com" });
    expect(lostIn(stack, broken).join()).to.match(/has no certificate for/);
  });
});
