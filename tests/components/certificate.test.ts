import { expect } from "chai";

import { Certificate, InternalName, OriginSecret } from "../../components/edge";
import { deploy, refusal } from "@toolkit/offline/testing";

const RECORD = "aws:route53/record:Record";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
const zoneId = "Z0123456789EXAMPLE";

describe("Certificate", () => {
  it("is validated by one DNS record in its own region", async () => {
    const made = await deploy(
      () => new Certificate("edge", { domainName: "app.example.com", zoneId, region: "us-east-1" }),
    );
    expect(made.inputs(CERTIFICATE)).to.deep.equal({
      domainName: "app.example.com",
      validationMethod: "DNS",
      keyAlgorithm: "EC_prime256v1",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      region: "us-east-1",
    });
    expect(made.inputs(VALIDATION).region).to.equal("us-east-1");
    expect(made.inputs(RECORD)).to.include({ zoneId, ttl: 300 });
    expect(made.waitsFor(made.only(VALIDATION), RECORD)).to.equal(true);
    expect(made.only(CERTIFICATE).deleteBeforeReplace).to.equal(false);
  });

  it("shares the record of another certificate for the same name", async () => {
    const made = await deploy(() => {
      const first = new Certificate("edge", { domainName: "app.example.com", zoneId, region: "us-east-1" });
      new Certificate("public", { domainName: "app.example.com", zoneId, validationRecords: first.validationRecords });
    });
    expect(made.all(CERTIFICATE)).to.have.length(2);
    expect(made.only(RECORD).name).to.equal("edge");
    expect(made.named("public", VALIDATION).inputs).not.to.have.property("region");
  });
});

describe("Certificate of several names", () => {
  const names = { domainName: "example.com", alternativeNames: ["app.example.com", "www.example.com"], zoneId };

  it("is validated once each of them is proved", async () => {
    const made = await deploy(() => new Certificate("edge", { ...names, region: "us-east-1" }));
    expect(made.inputs(CERTIFICATE)).to.deep.include({
      domainName: "example.com",
      subjectAlternativeNames: ["app.example.com", "www.example.com"],
    });
    const records = made.all(RECORD);
    expect(records.map(({ name }) => name)).to.deep.equal(["edge", "edge-app.example.com", "edge-www.example.com"]);
    for (const { inputs, name } of records) expect(inputs.name).to.contain(name.replace(/^edge-?/, ""));
    expect(new Set(records.map(({ inputs }) => inputs.name)).size).to.equal(3);
    expect(made.inputs(VALIDATION).validationRecordFqdns).to.have.length(3);
  });

  it("shares the records of those names that another certificate has too", async () => {
    const made = await deploy(() => {
      const { validationRecords } = new Certificate("edge", { ...names, region: "us-east-1" });
      new Certificate("public", { ...names, alternativeNames: ["app.example.com"], validationRecords });
    });
    expect(made.all(RECORD)).to.have.length(3);
    expect(made.named("public", VALIDATION).inputs.validationRecordFqdns).to.have.length(2);
  });
});

describe("InternalName", () => {
  it("makes a certificate and a private zone of exactly that name, then points it", async () => {
    const made = await deploy(() => {
      const name = new InternalName("internal", {
        hostName: "api-internal.app.example.com",
        proof: { zoneId },
        vpcId: "vpc-1",
      });
      name.pointTo({ dnsName: "internal-1.elb.amazonaws.com", zoneId: "Z35SXDOTRQ7X7K" });
    });
    expect(made.inputs("aws:route53/zone:Zone")).to.deep.equal({
      name: "api-internal.app.example.com",
      comment: "Inside the VPC only",
      vpcs: [{ vpcId: "vpc-1" }],
      forceDestroy: true,
    });
    expect(made.named("internal-alias").inputs).to.deep.include({ name: "api-internal.app.example.com", type: "A" });
    expect(made.inputs(CERTIFICATE).domainName).to.equal("api-internal.app.example.com");
  });
});

describe("OriginSecret", () => {
  it("makes a secret of 64 letters and digits a version", async () => {
    const made = await deploy(() => new OriginSecret("origin-secret", { send: 1, accept: [1, 2] }));
    expect(
      made.all("random:index/randomPassword:RandomPassword").map(({ name, inputs }) => [name, inputs]),
    ).to.deep.equal([
      ["origin-secret-1", { length: 64, special: false }],
      ["origin-secret-2", { length: 64, special: false }],
    ]);
  });

  it("refuses to send what nobody accepts", async () => {
    expect(await refusal(() => new OriginSecret("origin-secret", { send: 3, accept: [1, 2] }))).to.include(
      "accept must hold 3",
    );
  });
});
