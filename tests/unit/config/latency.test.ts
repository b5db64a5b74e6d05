import { expect } from "chai";

import { parse, parseProd, refusal } from "./raw";

const FITS = { experiments: { latency: {} }, access: { exec: false }, backend: { memory: 1024 } };
const refused = (change: Record<string, unknown>): string => refusal(() => parse({ ...FITS, ...change }));

describe("experiments.latency in the stack file", () => {
  it("slows the backend by 200 ms where nothing else is said, and nothing where it is not there", () => {
    expect(parse(FITS).experiments?.latency).to.deep.equal({ service: "backend", milliseconds: 200 });
    expect(parse({ experiments: {} }).experiments).not.to.have.property("latency");
  });

  it("names everything that stands in its way at once, with the fix", () => {
    const network = { nat: "none", endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"] };
    expect(refusal(() => parse({ experiments: { latency: {} }, network, backend: { minTasks: 0 } }))).to.satisfy(
      (message: string) => {
        for (const line of [
          "webapp:access.exec = true must be false with webapp:experiments.latency, since AWS FIS cannot slow tasks with ECS Exec: pulumi config set --stack dev --path webapp:access.exec false",
          "webapp:backend.memory = 512 must be 1024 at least with webapp:experiments.latency: the SSM agent takes 512 MiB of it",
          "webapp:backend.minTasks = 0 must be 1 at least with webapp:experiments.latency: without a task the experiment fails",
          'webapp:network.nat = "none" leaves webapp:experiments.latency without the image and the packages of the SSM agent',
        ])
          expect(message).to.contain(line);
        return true;
      },
    );
    expect(refusal(() => parse({ experiments: {}, network }))).to.equal("");
  });

  it("slows a service that this variant has", () => {
    const slow = (service: string, frontend: string) => refused({ frontend, experiments: { latency: { service } } });
    expect(slow("frontend", "ssr")).to.contain("webapp:ssr.memory = 512 must be 1024 at least");
    expect(slow("frontend", "spa")).to.contain(
      'webapp:experiments.latency.service = "frontend" is no service of this stack; it has backend',
    );
    expect(slow("backed", "spa")).to.contain('did you mean "backend"?');
    expect(slow("backend", "spa")).to.equal("");
    expect(refused({ experiments: { latency: { milliseconds: 0 } } })).to.contain(
      "webapp:experiments.latency.milliseconds",
    );
  });

  it("is the same risk in prod as the other experiments", () => {
    const prod = { experiments: { latency: {} } };
    expect(refusal(() => parseProd(prod))).to.contain("faultInjection");
    expect(refusal(() => parseProd({ ...prod, acceptedRisks: ["faultInjection"] }))).to.equal("");
  });
});
