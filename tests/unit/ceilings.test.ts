import { expect } from "chai";
import fc from "fast-check";

import { connectionsAsked, connectionsPerTask } from "../../components/data/connections";
import { tasksThatFit } from "../../components/network/task-addresses";

describe("connections of tasks", () => {
  it("leave a tenth of the database's for people, twice the tasks counted", () => {
    expect(connectionsPerTask(149, 10)).to.equal(6);
    expect(connectionsAsked(149, 10)).to.equal(120);
  });

  it("are two at least, also where that is too many", () => {
    expect(connectionsPerTask(64, 20)).to.equal(2);
    expect(connectionsAsked(64, 20)).to.equal(80);
  });

  it("stay within nine tenths wherever a task has more than two", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16_000 }), fc.integer({ min: 1, max: 1000 }), (max, tasks) => {
        const each = connectionsPerTask(max, tasks);
        expect(each === 2 || connectionsAsked(max, tasks) <= max * 0.9).to.equal(true);
      }),
    );
  });
});

describe("tasks that find an address", () => {
  it("are half of what private subnets have left after AWS, a load balancer, one-off tasks and endpoints", () => {
    // A /25 in each zone: 128 - 5 - 8 - 2.
    expect(tasksThatFit({ vpcPrefix: 22, zones: 2, endpoints: 0 })).to.equal(113);
    expect(tasksThatFit({ vpcPrefix: 22, zones: 2, endpoints: 5 })).to.equal(108);
    expect(tasksThatFit({ vpcPrefix: 16, zones: 1, endpoints: 0 })).to.equal(4088);
  });

  it("are never fewer than none", () => {
    expect(tasksThatFit({ vpcPrefix: 28, zones: 1, endpoints: 7 })).to.equal(0);
  });
});
