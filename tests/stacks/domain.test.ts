import { expect } from "chai";

import { deployStack } from "../support/deploy-stack";

const EDGE = "arn:aws:acm:us-east-1:123456789012:certificate/0e0e0e0e-0000-4000-8000-000000000001";
const REGIONAL = "arn:aws:acm:eu-west-1:123456789012:certificate/0e0e0e0e-0000-4000-8000-000000000002";
const NAME = "domain.name=app.example.com";

const CERTIFICATE = "aws:acm/certificate:Certificate";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const LISTENER = "aws:lb/listener:Listener";
const RECORD = "aws:route53/record:Record";

describe("a zone elsewhere", () => {
  const elsewhere = [NAME, `domain.certificateArn=${EDGE}`];

  for (const frontend of ["ssr", "spa"]) {
    it(`${frontend}: the existing certificate serves the edge and every load balancer, and none is made`, async () => {
      const made = await deployStack("dev", { set: [...elsewhere, `frontend=${frontend}`], mode: "both" });
      expect(made.all(CERTIFICATE)).to.deep.equal([]);
      expect(made.inputs(DISTRIBUTION).aliases).to.deep.equal(["app.example.com"]);
      expect(made.inputs(DISTRIBUTION).viewerCertificate).to.include({ acmCertificateArn: EDGE });
      const listeners = made.all(LISTENER).map(({ inputs }) => [inputs.port, inputs.protocol, inputs.certificateArn]);
      const expected = [443, "HTTPS", EDGE];
      expect(listeners).to.deep.equal(frontend === "ssr" ? [expected, expected] : [expected]);
    });
  }

  it("makes no record in it, and tells which one to make", async () => {
    const made = await deployStack("dev", { set: elsewhere });
    expect(made.all(RECORD).map(({ name }) => name)).to.deep.equal(["internal-name-alias"]);
    expect(made.inputs("aws:route53/zone:Zone").name).to.equal("api-internal.app.example.com");
    const { distributionDomainName } = made.outputs;
    expect(made.outputs.dnsRecords).to.deep.equal([
      { name: "app.example.com", type: "CNAME", value: distributionDomainName },
    ]);
    expect(made.outputs.url).to.equal("https://app.example.com");
  });

  it("in another region, the load balancers have a certificate of that region", async () => {
    const set = [...elsewhere, `domain.regionalCertificateArn=${REGIONAL}`, "aws:region=eu-west-1"];
    const made = await deployStack("dev", { set });
    expect(made.all(LISTENER).map(({ inputs }) => inputs.certificateArn)).to.deep.equal([REGIONAL, REGIONAL]);
    expect(made.inputs(DISTRIBUTION).viewerCertificate).to.include({ acmCertificateArn: EDGE });
  });

  it("an existing certificate with a zone here: the records are made, the certificates are not", async () => {
    const made = await deployStack("dev", { set: [...elsewhere, "domain.zoneId=Z0123456789EXAMPLE"] });
    expect(made.all(RECORD).map(({ name }) => name)).to.have.members(["edge-a", "edge-aaaa", "internal-name-alias"]);
    expect(made.all(CERTIFICATE)).to.deep.equal([]);
    expect(made.outputs).to.not.have.property("dnsRecords");
  });
});
