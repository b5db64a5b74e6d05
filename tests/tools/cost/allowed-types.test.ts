import { expect } from "chai";

import { INSTANCE_TYPES } from "../../../components/compute/instance-types";
import { INSTANCE_CLASSES } from "../../../components/data/instance-classes";
import { costOf, missingOf, resource } from "../../../packages/cost/tests/support/fixtures";

describe("every class and type that the configuration allows", () => {
  const subjects = [
    ...Object.keys(INSTANCE_CLASSES).map((instanceClass) =>
      resource("aws:rds/instance:Instance", instanceClass, {
        ...{ engine: "mysql", storageType: "gp3", allocatedStorage: 20, instanceClass },
      }),
    ),
    ...Object.keys(INSTANCE_TYPES).map((instanceType) =>
      resource("aws:ec2/instance:Instance", instanceType, { instanceType, rootBlockDevice: { volumeSize: 8 } }),
    ),
  ];
  const isTold = (subject: (typeof subjects)[number]) => missingOf(subject).includes("no price for");

  it("has a price in us-east-1 or is told to have none", () => {
    expect(subjects).to.have.length.above(60);
    for (const subject of subjects) {
      const usual = costOf([subject], subject.name);
      if (!isTold(subject)) expect(usual, subject.name).to.be.greaterThan(3);
    }
    expect(subjects.filter(({ name }) => /t4g\.(micro|small|medium|large)$/.test(name)).filter(isTold)).to.deep.equal(
      [],
    );
  });
});
