import { expect } from "chai";
import { createServer, get, type Server } from "node:http";
import { type AddressInfo } from "node:net";

import { Edge } from "../../../tools/local/edge";
import { LoadBalancer } from "../../../tools/local/load-balancer";
import { type BalancerPlan, type Condition, type Distribution } from "../../../tools/local/plan";

const path = (...patterns: string[]): Condition => ({ kind: "path", patterns });
const closed = { status: 404, contentType: "text/plain", body: "" };

/** The rules of a stack with a backend and a service that is not public. */
const plan: BalancerPlan = {
  arn: "internal",
  name: "internal",
  port: 80,
  protocol: "http",
  rules: [
    {
      priority: 1,
      conditions: [path("/mail/*"), { kind: "header", name: "X-Amz-Cf-Id", patterns: ["*"] }],
      targetGroupArn: "",
      answer: closed,
    },
    { priority: 1000, conditions: [path("/mail/*")], targetGroupArn: "mail" },
    { priority: 50_000, conditions: [path("/*")], targetGroupArn: "backend" },
  ],
  otherwise: { ...closed, status: 403 },
};

const behaviour = (pathPattern: string) => ({
  pathPattern,
  allowedMethods: ["GET"],
  origin: { kind: "loadBalancer" as const, arn: "internal", hostName: "internal", headers: {} },
  host: "viewer" as const,
  headers: {},
});

/** Sends the path as it is written; a client that normalizes it shows nothing. */
const answerTo = (port: number, raw: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ port, path: raw }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        resolve(`${response.statusCode} ${text}`);
      });
    }).on("error", reject);
  });

describe("paths that are not for browsers, on this machine", () => {
  const tasks: Server[] = [];
  const balancer = new LoadBalancer(plan, (value) => value);
  let edge: Edge;

  before(async () => {
    for (const name of ["mail", "backend"]) {
      const task = createServer((_, response) => response.end(name));
      await new Promise<void>((resolve) => task.listen(0, resolve));
      tasks.push(task);
      balancer.register(name, (task.address() as AddressInfo).port);
    }
    await balancer.start();
    const distribution: Distribution = { behaviours: [behaviour("/api/*")], defaultRootObject: "" };
    edge = new Edge(distribution, {
      bucketOf: () => {
        throw new Error("no bucket");
      },
      portOf: () => balancer.port,
      reveal: (value) => value,
      localize: (value) => value,
    });
    await edge.start();
  });

  after(async () => {
    await edge.stop();
    await balancer.stop();
    for (const task of tasks) task.close();
  });

  it("answer services, and nobody at the edge who writes them so that another behaviour takes them", async () => {
    expect(await answerTo(balancer.port, "/mail/1")).to.equal("200 mail");
    expect(await answerTo(edge.port, "/api/1")).to.equal("200 backend");
    for (const raw of ["/mail/../api/1", "/mail/%2e%2e/api/1", "/mail/x/../../api/1"])
      expect(await answerTo(edge.port, raw), raw).to.equal("404 ");
  });
});
