import { expect } from "chai";

import { parse, problemsOf } from "./raw";

const destination = (change: object = {}) => ({ to: "203.0.113.0/24", port: 587, ...change });
const refused = (egress: object, network: object = {}, more: object = {}): string[] =>
  problemsOf(() => parse({ network: { ...network, egress }, ...more }), "webapp:network.egress");

const noNat = { nat: "none", endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"] };

describe("egress by name", () => {
  it("is the backend's where nothing else is said, and none by default", () => {
    expect(parse().network.egress).to.deep.equal({});
    const { egress } = parse({
      network: { egress: { smtp: destination(), ledger: destination({ port: 5432, from: ["ssr"] }) } },
    }).network;
    expect(egress.smtp).to.deep.equal({ to: "203.0.113.0/24", port: 587, from: ["backend"] });
    expect(egress.ledger?.from).to.deep.equal(["ssr"]);
  });

  it("names a network or a prefix list, a port and services that there are", () => {
    const wrong = {
      a: destination({ to: "203.0.113.5/24" }),
      b: destination({ to: "smtp.example.com" }),
      c: destination({ port: 0 }),
      e: destination({ from: [] }),
      f: destination({ protocol: "udp" }),
      G: destination(),
    };
    const lines = refused(wrong);
    for (const name of ["a.to", "b.to", "c.port", "e.from", "f.protocol", "G"]) {
      expect(
        lines.filter((line) => line.startsWith(`.${name}`)),
        name,
      ).to.have.length(1);
    }
    expect(lines).to.have.length(6);
  });

  it("is refused where it would open nothing, or what the table of traffic rules over", () => {
    const said = (egress: object, network?: object) =>
      refused(egress, network).map((line) => line.replace(/^(\.\w+) = \{.*\}/, "$1"));
    expect(said({ backend: destination(), s3: destination({ port: 25 }) })).to.deep.equal([
      ".backend is the name of a part of this stack: choose another",
      ".s3 is the name of a part of this stack: choose another",
    ]);
    expect(said({ inside: destination({ to: "10.0.4.0/24" }) })).to.deep.equal([
      ".inside lies in the VPC (10.0.0.0/16), whose own traffic stands in components/security/traffic-rules.ts",
    ]);
    expect(said({ web: destination({ to: "0.0.0.0/0", port: 443 }) })).to.deep.equal([
      ".web is open already: remove it",
    ]);
    expect(said({ smtp: destination() }, noNat)).to.deep.equal([".smtp has no way out when nat is none"]);
    const ownRoutes = {
      peer: destination({ to: "192.168.0.0/24" }),
      table: destination({ to: "pl-02cd2c6b", port: 443 }),
    };
    expect(refused(ownRoutes, noNat)).to.deep.equal([]);
  });

  it("opens the same once", () => {
    expect(
      refused({ a: destination(), b: destination({ from: ["ssr", "backend"] }), c: destination({ port: 465 }) }),
    ).to.deep.equal([".b opens for backend what a opens: remove one"]);
  });

  it("opens for a NAT instance once what tasks of both services send", () => {
    const both = { a: destination(), b: destination({ from: ["ssr"] }) };
    expect(refused(both, { nat: "single" })).to.deep.equal([]);
    expect(refused(both, { nat: "instance" })).to.deep.equal([
      ".b opens for the NAT instance what a opens: name it once, from: [backend, ssr]",
    ]);
    const image = { build: "tests/fixtures/app/backend" };
    const work = { a: destination({ from: ["thumbs"] }), b: destination({ from: ["ssr", "thumbs"] }) };
    expect(refused(work, { nat: "instance" }, { workers: { thumbs: { image } } })).to.deep.equal([
      ".b opens for thumbs what a opens: remove one",
    ]);
    const one = { a: destination({ from: ["thumbs"] }), b: destination() };
    expect(refused(one, { nat: "instance" }, { workers: { thumbs: { image } } })).to.deep.equal([
      ".b opens for the NAT instance what a opens: name it once, from: [thumbs, backend]",
    ]);
    const routed = { to: "192.168.7.0/24" };
    const ownRoute = { a: destination(routed), b: destination({ ...routed, from: ["ssr"] }) };
    expect(refused(ownRoute, { nat: "instance" })).to.deep.equal([]);
  });
});
