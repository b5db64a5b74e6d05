import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { Account } from "../src/aws/account";
import { afterDeletion } from "../src/aws/effects";
import type { Properties } from "../src/protocol/values";

describe("parts of a resource of the emulated account", () => {
  let account: Account;
  const make = (type: string, id: string, inputs: Properties = {}, outputs: Properties = {}) => {
    const resource = { type, id, urn: id, region: "us-east-1", serial: account.nextSerial(), inputs, outputs };
    account.put(resource, "create");
    return resource;
  };
  const remove = (resource: ReturnType<typeof make>): string[] => {
    account.remove(resource);
    afterDeletion(account, resource);
    return account.all().map(({ id }) => id);
  };

  beforeEach(() => {
    account = new Account();
  });

  it("end with it, and so do the parts of those, while the parts of another one stay", () => {
    const balancer = make(T.loadBalancer, "one", {}, { arn: "arn:one" });
    make(T.loadBalancer, "two", {}, { arn: "arn:two" });
    for (const name of ["one", "two"]) {
      make(T.listener, `${name}-listener`, { loadBalancerArn: `arn:${name}` }, { arn: `arn:${name}/listener` });
      make(T.listenerRule, `${name}-rule`, { listenerArn: `arn:${name}/listener` });
    }
    expect(remove(balancer)).to.deep.equal(["two", "two-listener", "two-rule"]);
  });

  it("are found by its id, its name, its ARN, or what it scales", () => {
    const wholes = [
      make(T.routeTable, "rtb-1"),
      make(T.cluster, "arn:cluster", {}, { arn: "arn:cluster", name: "web" }),
      make(T.topic, "arn:topic", {}, { arn: "arn:topic" }),
      make(T.scalingTarget, "service/web/api", { resourceId: "service/web/api" }),
    ];
    make(T.route, "r-1", { routeTableId: "rtb-1" });
    make(T.clusterCapacityProviders, "web", { clusterName: "web" });
    make(T.topicSubscription, "arn:topic:1", { topic: "arn:topic" });
    make(T.scalingPolicy, "cpu", { resourceId: "service/web/api" });
    expect(wholes.map(remove).at(-1)).to.deep.equal([]);
  });

  it("what refuses the deletion of another is no part of it", () => {
    const role = make(T.role, "web", {}, { name: "web" });
    make(T.rolePolicy, "web:reads", { role: "web" });
    expect(remove(role)).to.deep.equal(["web:reads"]);
  });
});
