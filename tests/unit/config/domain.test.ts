import { expect } from "chai";

import { parse, problemsOf } from "./raw";

const arn = (region: string, account = "123456789012"): string =>
  `arn:aws:acm:${region}:${account}:certificate/0e0e0e0e-0000-4000-8000-000000000001`;
const refused = (domain: object, aws: Record<string, unknown> = {}): string[] =>
  problemsOf(() => parse({ domain: { name: "app.example.com", ...domain } }, aws), "webapp:domain.");

const frankfurt = { region: "eu-central-1" };

describe("domain", () => {
  it("has a zone, or a certificate that is there", () => {
    expect(refused({ zoneId: "Z0123456789EXAMPLE" })).to.deep.equal([]);
    expect(refused({ certificateArn: arn("us-east-1") })).to.deep.equal([]);
    expect(refused({ certificateArn: arn("us-east-1"), zoneId: "Z0123456789EXAMPLE" })).to.deep.equal([]);
    expect(refused({})).to.deep.equal([
      "zoneId is missing: name the public hosted zone, or with a zone elsewhere an existing domain.certificateArn",
    ]);
  });

  it("has further hosts in the same zone, each with one use", () => {
    const zone = { zoneId: "Z0123456789EXAMPLE" };
    expect(
      refused({ ...zone, aliases: ["two.example.com"], redirects: ["example.com", "www.example.com"] }),
    ).to.deep.equal([]);
    expect(
      refused({
        ...zone,
        aliases: ["two.example.com", "app.example.com"],
        redirects: ["two.example.com", "www.example.org", "api-internal.app.example.com"],
      }),
    ).to.deep.equal([
      'aliases.1 = "app.example.com" stands there twice: a host has one use',
      'redirects.0 = "two.example.com" stands there twice: a host has one use',
      'redirects.1 = "www.example.org" is in no zone that holds app.example.com: one zone has the records of all',
      'redirects.2 = "api-internal.app.example.com" is the name that CloudFront reaches the backend by',
    ]);
    expect(refused({ certificateArn: arn("us-east-1"), redirects: ["www.example.org"] })).to.deep.equal([]);
    expect(refused({ ...zone, aliases: ["*.example.com"] })[0]).to.contain("a lower-case host name");
  });

  it("has no more hosts than a certificate takes", () => {
    const aliases = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example.com`);
    expect(refused({ zoneId: "Z0123456789EXAMPLE", aliases: aliases(9) })).to.deep.equal([]);
    expect(refused({ zoneId: "Z0123456789EXAMPLE", aliases: aliases(10) })[0]).to.contain("has 11 host names");
  });

  it("has the edge's certificate in us-east-1 and the load balancers' in the stack's region", () => {
    expect(refused({ certificateArn: arn("eu-central-1") }, frankfurt)).to.deep.equal([
      `certificateArn = "${arn("eu-central-1")}" must be in us-east-1, the only region whose certificates CloudFront takes`,
      "regionalCertificateArn is missing: the load balancers need a certificate of eu-central-1 for app.example.com and api-internal.app.example.com",
    ]);
    const both = { certificateArn: arn("us-east-1"), regionalCertificateArn: arn("eu-central-1") };
    expect(refused(both, frankfurt)).to.deep.equal([]);
    expect(refused({ ...both, regionalCertificateArn: arn("eu-west-1") }, frankfurt)).to.deep.equal([
      `regionalCertificateArn = "${arn("eu-west-1")}" must be in eu-central-1, the region of the load balancers`,
    ]);
  });

  it("has no certificate that would do nothing, or of another account", () => {
    expect(refused({ zoneId: "Z0123456789EXAMPLE", regionalCertificateArn: arn("us-east-1") })).to.deep.equal([
      `regionalCertificateArn = "${arn("us-east-1")}" does nothing without domain.certificateArn: name both`,
    ]);
    expect(refused({ certificateArn: arn("us-east-1", "999988887777") })).to.deep.equal([
      `certificateArn = "${arn("us-east-1", "999988887777")}" is in account 999988887777, which aws:allowedAccountIds does not hold: ACM lends no certificates`,
    ]);
    expect(refused({ certificateArn: "arn:aws:iam::123456789012:server-certificate/x" })).to.have.length(1);
  });
});
