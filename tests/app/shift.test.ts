import { expect } from "chai";

import { LoadBalancer } from "../../tools/local/load-balancer";
import { planOf } from "../../tools/local/plan";
import { Service } from "../../tools/local/service";
import { shift, type ShiftPhase } from "../../tools/local/shift";
import { deployStack } from "../support/deploy-stack";
import { FIXTURE_STACKS } from "../../tools/program/fixtures";
import { previewStack } from "../../tools/program/program";

/** A version of an application in a process of its own, which answers its name, and 500 if it is bad. */
const version = (name: string, status = 200) => ({
  file: process.execPath,
  args: [
    "-e",
    `require("node:http").createServer((request, response) => {
      response.writeHead(request.url === "/healthz" ? 200 : ${status}).end("${name}");
    }).listen(process.env.PORT, "127.0.0.1"); process.on("SIGTERM", () => process.exit(0));`,
  ],
});

describe("a new version beside an old one on this machine", () => {
  let loadBalancer: LoadBalancer;
  let old: Service;
  let next: (status: number) => Service;
  let phases: ShiftPhase[];
  /** What asks for the version that is being deployed. */
  let asks: Record<string, string>;
  const services: Service[] = [];

  before(async () => {
    const { document } = await previewStack({
      stack: "dev",
      set: ["backend.deployment=canary"],
      folder: FIXTURE_STACKS,
    });
    const plan = planOf(document);
    const found = plan.services.find(({ name }) => name === "backend");
    const balancer = plan.loadBalancers.find(({ rules }) =>
      rules.some(({ targetGroupArn }) => targetGroupArn === found?.targetGroupArn),
    );
    const [test, production] = balancer?.rules ?? [];
    if (found === undefined || balancer === undefined || test === undefined) throw new Error("There is no backend.");
    expect(production?.targetGroupArn).to.equal(found.targetGroupArn);
    asks = Object.fromEntries(
      test.conditions.flatMap((condition) =>
        condition.kind === "header" ? [[condition.name, condition.patterns[0] ?? ""]] : [],
      ),
    );
    expect(Object.keys(asks)).to.deep.equal(["X-Deployment"]);
    loadBalancer = new LoadBalancer(balancer, (value) => value);
    await loadBalancer.start();
    const make = (name: string, targetGroupArn: string, status?: number): Service => {
      const environment = (port: number) => ({ PORT: String(port) });
      const options = { command: version(name, status), environment, loadBalancer };
      const service = new Service({ ...found, targetGroupArn }, options);
      services.push(service);
      return service;
    };
    old = make("old", found.targetGroupArn);
    next = (status) => make("new", test.targetGroupArn, status);
    await old.start(2);
    const made = await deployStack("dev", { set: ["backend.deployment=canary"] });
    const { canaryConfiguration } = made.named("backend", "aws:ecs/service:Service").inputs.deploymentConfiguration as {
      canaryConfiguration: { canaryPercent: number };
    };
    phases = [{ percent: canaryConfiguration.canaryPercent, milliseconds: 60_000 }];
  });

  after(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await loadBalancer.stop();
  });

  const ask = async (headers: Record<string, string> = {}): Promise<string> =>
    (await fetch(`http://127.0.0.1:${loadBalancer.port}/`, { headers })).text();

  const count = async (requests: number): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (let index = 0; index < requests; index++) {
      const answer = await ask();
      counts[answer] = (counts[answer] ?? 0) + 1;
    }
    return counts;
  };

  it("a bad one is taken back: a tenth of the requests reached it, afterwards none", async () => {
    const during: Record<string, number>[] = [];
    const pause = async (): Promise<void> => {
      expect(await ask(asks)).to.equal("new");
      during.push(await count(100), await count(50));
    };
    expect(await shift(old, next(500), { loadBalancer, phases, mostErrors: 10, pause })).to.equal(false);
    expect(during).to.deep.equal([{ old: 90, new: 10 }, { old: 50 }]);
    expect(await count(200)).to.deep.equal({ old: 200 });
  });

  it("a good one gets a tenth, and then all", async () => {
    const during: Record<string, number>[] = [];
    const pause = async (): Promise<void> => {
      during.push(await count(100));
    };
    const toTheEnd = [...phases, { percent: 100, milliseconds: 0 }];
    expect(await shift(old, next(200), { loadBalancer, phases: toTheEnd, mostErrors: 10, pause })).to.equal(true);
    expect(during).to.deep.equal([{ old: 90, new: 10 }, { new: 100 }]);
    expect(await count(50)).to.deep.equal({ new: 50 });
  });
});
