import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { freePort } from "../../../tools/local/free-port";
import { LoadBalancer } from "../../../tools/local/load-balancer";
import { type HealthCheck, type ServicePlan } from "../../../tools/local/plan";
import { Service } from "../../../tools/local/service";
import { type Task } from "../../../tools/local/task";

const GROUP = "arn:group";
const QUICK: HealthCheck = { interval: 0.1, timeout: 1, unhealthyThreshold: 2 };

/** A server that answers everything with its process id. */
const PROGRAM =
  'require("node:http").createServer((_, response) => response.end(String(process.pid))).listen(process.env.PORT, "127.0.0.1")';

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

describe("a service on this machine", () => {
  let loadBalancer: LoadBalancer;
  let service: Service;
  /** Ports of all tasks that were started. */
  let ports: number[];

  beforeEach(async () => {
    const rule = { priority: 1, conditions: [], targetGroupArn: GROUP };
    const otherwise = { status: 404, contentType: "text/plain", body: "" };
    const balancer = { arn: "arn", name: "one", port: 80, protocol: "http" as const, rules: [rule], otherwise };
    loadBalancer = new LoadBalancer(balancer, (value) => value);
    await loadBalancer.start();
    const plan = { name: "one", targetGroupArn: GROUP, healthCheckPath: "/" } as ServicePlan;
    ports = [];
    service = new Service(plan, {
      command: { file: process.execPath, args: ["-e", PROGRAM] },
      environment: (port) => {
        ports.push(port);
        return { PORT: String(port) };
      },
      loadBalancer,
    });
  });
  afterEach(async () => {
    await service.stop();
    await loadBalancer.stop();
  });

  /** Process that answers behind the load balancer. */
  const answering = async (): Promise<number> =>
    Number(await (await fetch(`http://127.0.0.1:${loadBalancer.port}/`)).text());

  const only = (): Task => {
    const [task, ...others] = service.tasks;
    expect(others).to.have.length(0);
    return task ?? expect.fail("No task runs.");
  };

  /** Harms the only task, and waits until another answers in its place. */
  const isReplaced = async (harm: (task: Task) => void): Promise<void> => {
    const harmed = only();
    harm(harmed);
    await until(() => service.serving.length === 1 && !service.tasks.includes(harmed));
    expect(await answering()).to.equal(only().pid);
  };

  it("that is kept replaces tasks that end or stand still, also after it was stopped and started again", async () => {
    await service.start(1);
    service.keep(QUICK);
    await isReplaced((task) => {
      task.crash();
    });
    await service.stop();
    await service.start(1);
    await isReplaced((task) => {
      task.crash();
    });
    await isReplaced((task) => {
      task.pause();
    });
  });

  it("that is not kept has one task less when one ends", async () => {
    await service.start(1);
    const gone = only();
    gone.crash();
    await gone.exit;
    expect([service.tasks.length, service.serving.length]).to.deep.equal([1, 1]);
  });

  it("has as many tasks as before when one fails while it is deployed again", async () => {
    await service.start(2);
    service.keep(QUICK);
    const before = [...service.tasks];
    const deployed = service.redeploy();
    before[1]?.crash();
    await deployed;
    await until(() => service.serving.length === 2);
    expect([service.tasks.length, ports.length]).to.deep.equal([2, 4]);
    for (const task of before) expect(service.tasks).not.to.include(task);
    for (const task of service.tasks) expect(await task.isHealthy()).to.equal(true);
  });

  it("starts none in the place of one that failed just before it was drained", async () => {
    await service.start(1);
    service.keep(QUICK);
    const failed = only();
    failed.crash();
    await failed.exit;
    await service.drain();
    await freePort(); // what a task would have waited for
    expect(service.tasks).to.deep.equal([]);
  });
});
