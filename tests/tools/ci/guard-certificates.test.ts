import { expect } from "chai";

import { certificatesIn, covers, type CertificateState } from "../../../tools/ci/guard/certificates";
import { type PreviewStep } from "../../../tools/ci/guard/preview-document";
import { waitForCertificates } from "../../../tools/ci/guard/wait-for-certificates";
import { FakeCommands, runSubcommand } from "./run-script";

const EDGE = "arn:aws:acm:us-east-1:123456789012:certificate/0e0e0e0e-0000-4000-8000-000000000001";
const REGIONAL = "arn:aws:acm:eu-west-1:123456789012:certificate/0e0e0e0e-0000-4000-8000-000000000002";
const names = ["app.example.com", "api-internal.app.example.com"];
const domain = (more: object = {}) => ({
  "webapp:domain": JSON.stringify({ name: "app.example.com", certificateArn: EDGE, ...more }),
});
const distribution: PreviewStep = {
  op: "create",
  urn: "urn:pulumi:prod::webapp::webapp:edge:Edge$aws:cloudfront/distribution:Distribution::edge",
  newState: { inputs: { aliases: ["app.example.com", "www.example.com"] } },
};

describe("guard: certificates that exist already", () => {
  it("are those of the configuration, each with the names that it must cover", () => {
    expect(certificatesIn({}, [])).to.deep.equal([]);
    expect(certificatesIn({ "webapp:domain": '{"name":"a.example.com","zoneId":"Z1"}' }, [])).to.deep.equal([]);
    expect(certificatesIn(domain(), [])).to.deep.equal([{ arn: EDGE, names }]);
    expect(certificatesIn(domain({ regionalCertificateArn: REGIONAL }), [distribution])).to.deep.equal([
      { arn: EDGE, names: ["app.example.com", "www.example.com"] },
      { arn: REGIONAL, names },
    ]);
    const spa = { ...domain({ regionalCertificateArn: REGIONAL }), "webapp:frontend": "spa" };
    expect(certificatesIn(spa, [])[1]).to.deep.equal({ arn: REGIONAL, names: ["api-internal.app.example.com"] });
    const dotted = { "webapp:domain.name": "app.example.com", "webapp:domain.certificateArn": EDGE };
    expect(certificatesIn(dotted, [])).to.deep.equal([{ arn: EDGE, names }]);
  });

  it("are found in dotted keys as the program reads them: an empty answer of pulumi new is none, and a list is one", () => {
    const unanswered = { ...domain(), "webapp:domain.name": "", "webapp:domain.zoneId": "" };
    expect(certificatesIn(unanswered, [])).to.deep.equal([{ arn: EDGE, names }]);
    const aliases = { ...domain(), "webapp:domain.aliases": '["www.example.com"]' };
    expect(certificatesIn(aliases, [])).to.deep.equal([
      { arn: EDGE, names: ["app.example.com", "www.example.com", "api-internal.app.example.com"] },
    ]);
  });

  it("cover a name by itself or by a star for its first label", () => {
    expect(covers(["*.example.com"], "app.example.com")).to.equal(true);
    expect(covers(["*.example.com"], "api-internal.app.example.com")).to.equal(false);
    expect(covers(["*.example.com"], "example.com")).to.equal(false);
    expect(covers(["example.com"], "example.com")).to.equal(true);
  });

  describe("wait", () => {
    const state = (change: Partial<CertificateState> = {}): CertificateState => ({
      status: "PENDING_VALIDATION",
      names,
      records: ["_a.app.example.com. CNAME _b.acm-validations.aws."],
      ...change,
    });
    const waited = async (states: readonly CertificateState[], minutes = 2) => {
      const [said, slept]: [string[], number[]] = [[], []];
      let asked = 0;
      const end = await waitForCertificates([{ arn: EDGE, names }], {
        minutes,
        stateOf: () => Promise.resolve(states[Math.min(asked++, states.length - 1)] ?? state()),
        say: (line) => said.push(line),
        sleep: (milliseconds) => Promise.resolve(slept.push(milliseconds)),
      }).then(
        () => "issued",
        (error: unknown) => (error as Error).message,
      );
      return { end, said, seconds: slept.reduce((sum, milliseconds) => sum + milliseconds / 1000, 0) };
    };

    it("is over at once for one that is issued", async () => {
      expect(await waited([state({ status: "ISSUED" })])).to.deep.equal({ end: "issued", said: [], seconds: 0 });
    });

    it("tells the records once, and goes on until it is issued", async () => {
      expect(await waited([state(), state(), state({ status: "ISSUED" })])).to.deep.equal({
        end: "issued",
        said: [
          `Waiting for ${EDGE}. Make these records in the zone of the name:\n  _a.app.example.com. CNAME _b.acm-validations.aws.`,
        ],
        seconds: 60,
      });
    });

    it("ends after its minutes, and at once for one that will never do", async () => {
      const { end, seconds } = await waited([state()]);
      expect([end, seconds]).to.deep.equal([
        `Nobody has validated ${EDGE} in 2 minutes: make its records, and deploy again.`,
        120,
      ]);
      expect((await waited([state({ status: "EXPIRED" })])).end).to.match(/is EXPIRED: request another/);
      expect((await waited([state({ names: ["app.example.com"], status: "ISSUED" })])).end).to.match(
        /is for app\.example\.com and not for api-internal\.app\.example\.com: request one/,
      );
    });
  });

  it("are asked for in their region, by the command, only where the configuration names one", async () => {
    const commands = new FakeCommands();
    const guard = (config: object) =>
      runSubcommand("guard", [], { env: commands.env, input: JSON.stringify({ config, changeSummary: { same: 1 } }) });
    // Placeholders would be refused before.
    const real = (config: object) =>
      JSON.parse(
        JSON.stringify(config).replaceAll("123456789012", "210987654321").replaceAll("example.com", "shop.dev"),
      ) as object;
    commands.add(
      "aws",
      `const names = ["app.shop.dev", "api-internal.app.shop.dev"];
       return { Certificate: { Status: args.includes("us-east-1") ? "ISSUED" : "FAILED", SubjectAlternativeNames: names } };`,
    );
    expect(await guard({})).to.include({ exitCode: 0 });
    expect(await guard(real(domain()))).to.include({ exitCode: 0, stderr: "" });
    const { exitCode, stderr } = await guard(real(domain({ regionalCertificateArn: REGIONAL })));
    expect([exitCode, stderr]).to.deep.equal([
      1,
      `The certificate ${REGIONAL.replace("123456789012", "210987654321")} is FAILED: request another. See docs/deploy.md#a-zone-elsewhere\n`,
    ]);
    commands.remove();
  });
});
