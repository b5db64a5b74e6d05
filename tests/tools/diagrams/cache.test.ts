import { ResourceGraph, type GraphResource } from "@toolkit/offline/graph";
import { expect } from "chai";
import { cacheFacts } from "../../../tools/diagrams/facts/cache";

describe("the cache of a picture", () => {
  it("is drawn also when somebody's own leaves out what has a default", () => {
    const cache = {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      urn: "urn:pulumi:dev::shop::aws:elasticache/replicationGroup:ReplicationGroup::sessions",
      parent: null,
      inputs: { engine: "valkey", nodeType: "cache.t4g.micro" },
    } as unknown as GraphResource;
    expect(cacheFacts(new ResourceGraph([cache]))).to.deep.equal({
      engine: "Valkey",
      nodeType: "cache.t4g.micro",
      nodes: 1,
      port: 6379,
      groupIds: [],
    });
  });
});
