import { expect } from "chai";
import { requestCountLabel, scalingProblems, serviceResourceId } from "../../components/compute/scaling";

const sound = { minTasks: 1, maxTasks: 4, scaling: { cpuPercent: 60, requestsPerTarget: 1000 } };

describe("scaling", () => {
  it("names a service as Application Auto Scaling does", () => {
    expect(serviceResourceId("webapp-dev-cluster", "backend-1a2b3c4")).to.equal(
      "service/webapp-dev-cluster/backend-1a2b3c4",
    );
  });

  it("names a target group as ALBRequestCountPerTarget does", () => {
    expect(requestCountLabel("app/internal/0123456789abcdef", "targetgroup/backend/fedcba9876543210")).to.equal(
      "app/internal/0123456789abcdef/targetgroup/backend/fedcba9876543210",
    );
  });

  it("accepts sound bounds", () => {
    expect(scalingProblems(sound)).to.deep.equal([]);
    expect(scalingProblems({ ...sound, minTasks: 0 })).to.deep.equal([]);
    expect(
      scalingProblems({ ...sound, scheduledFloors: [{ key: "morning", schedule: "cron(0 8 * * ? *)", minTasks: 4 }] }),
    ).to.deep.equal([]);
  });

  const broken = [
    { change: { minTasks: -1 }, problem: "minTasks is -1: use a whole number from 0." },
    { change: { maxTasks: 0, minTasks: 0 }, problem: "maxTasks is 0: use a whole number of at least 1." },
    { change: { minTasks: 5 }, problem: "maxTasks is 4: use a whole number of at least 5." },
    {
      change: { scaling: { cpuPercent: 100, requestsPerTarget: 1 } },
      problem: "scaling.cpuPercent is 100: use more than 0 and less than 100.",
    },
    {
      change: { scaling: { cpuPercent: 50, requestsPerTarget: 0 } },
      problem: "scaling.requestsPerTarget is 0: use more than 0 requests a minute.",
    },
    {
      change: { scheduledFloors: [{ key: "morning", schedule: "rate(1 day)", minTasks: 5 }] },
      problem: 'scheduled floor "morning" is 5: use a whole number from 0 to 4.',
    },
    {
      change: {
        scheduledFloors: [
          { key: "morning", schedule: "rate(1 day)", minTasks: 1 },
          { key: "morning", schedule: "rate(2 days)", minTasks: 2 },
        ],
      },
      problem: 'two scheduled floors are called "morning": give each its own key.',
    },
  ];
  for (const { change, problem } of broken) {
    it(`refuses: ${problem}`, () => {
      expect(scalingProblems({ ...sound, ...change })).to.deep.equal([problem]);
    });
  }
});
