import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

import { expect } from "chai";

import { localEnvironment, type Surroundings } from "../../../tools/local/environment";
import { close, listen } from "../../../tools/local/http";
import { type ServicePlan } from "../../../tools/local/plan";
import { Uses } from "../../../tools/local/uses";

describe("what runs on this machine", () => {
  it("listens on loopback only: edge, load balancers and secrets", async () => {
    const server = createServer();
    await listen(server);
    const { address } = server.address() as AddressInfo;
    await close(server);
    expect(address).to.equal("127.0.0.1");
  });

  it("tells every service to listen there, whatever its container is told", () => {
    const plan = { environment: { HOST: "0.0.0.0", PORT: "8080" }, secrets: {} } as unknown as ServicePlan;
    const uses = new Uses({ buckets: [], queues: [], cacheHost: undefined }, {}, () => false);
    const surroundings = {
      database: { port: 1 },
      secrets: { url: "" },
      uses,
      backendUrl: "",
      services: [],
    } as unknown as Surroundings;
    expect(localEnvironment(plan, 4001, surroundings)).to.include({ HOST: "127.0.0.1", PORT: "4001" });
  });
});
