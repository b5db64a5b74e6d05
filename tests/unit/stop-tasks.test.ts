import { expect } from "chai";

import { stopTasks } from "../../components/operations/experiments";

const account = { accountId: "123456789012", region: "us-east-1", partition: "aws", prefix: "webapp-dev" };

/** Tasks that stop, by service, of each experiment. */
function stopped(minTasks: Readonly<Record<string, number>>): Record<string, string>[] {
  const services = Object.fromEntries(
    Object.entries(minTasks).map(([name, least]) => [name, { serviceName: name, minTasks: least }]),
  );
  const experiments = stopTasks(account, { clusterName: "cluster", clusterArn: "arn", services });
  expect(experiments.flatMap(({ actions }) => actions.map(({ target }) => target.name))).to.deep.equal(
    experiments.flatMap(({ targets }) => targets.map(({ name }) => name)),
  );
  return experiments.map(({ targets }) =>
    Object.fromEntries(targets.map(({ name, selection = "ALL" }) => [name, selection])),
  );
}

describe("experiments that stop tasks", () => {
  it("stop half of each service's tasks, one at least", () => {
    expect(stopped({ backend: 4, frontend: 1 })).to.deep.equal([{ backend: "COUNT(2)", frontend: "COUNT(1)" }]);
  });

  it("share the five tasks that AWS FIS stops in one", () => {
    expect(stopped({ backend: 20 })).to.deep.equal([{ backend: "COUNT(5)" }]);
    expect(stopped({ backend: 20, frontend: 20 })).to.deep.equal([{ backend: "COUNT(3)", frontend: "COUNT(2)" }]);
    expect(stopped({ backend: 4, frontend: 20 })).to.deep.equal([{ backend: "COUNT(2)", frontend: "COUNT(3)" }]);
  });

  it("are several for more than five services, so that none has more tasks or actions than AWS FIS takes", () => {
    const names = Array.from({ length: 11 }, (_, index) => `service-${index}`);
    const experiments = stopped(Object.fromEntries(names.map((name) => [name, 10])));
    expect(experiments.map((targets) => Object.keys(targets))).to.deep.equal([
      names.slice(0, 5),
      names.slice(5, 10),
      names.slice(10),
    ]);
    expect(experiments.map((targets) => Object.values(targets))).to.deep.equal([
      Array(5).fill("COUNT(1)"),
      Array(5).fill("COUNT(1)"),
      ["COUNT(5)"],
    ]);
  });

  it("leave out services that may run no task, and are none where all may", () => {
    expect(stopped({ backend: 2, thumbnails: 0 })).to.deep.equal([{ backend: "COUNT(1)" }]);
    expect(stopped({ thumbnails: 0 })).to.deep.equal([]);
  });
});
