import { expect } from "chai";
import fc from "fast-check";
import { databaseProblems, type DatabaseSettings, identifierProblems } from "../../components/data/database-problems";
import { INSTANCE_CLASSES, instanceClass } from "../../components/data/instance-classes";
import { windowProblems } from "../../components/data/windows";

const sound: DatabaseSettings = {
  databaseName: "app",
  username: "app",
  storageGb: 20,
  maxStorageGb: 100,
  backupRetentionDays: 7,
  backupWindow: "03:00-03:30",
  maintenanceWindow: "sun:04:00-sun:05:00",
  passwordRotationDays: 30,
  monitoringSeconds: 0,
};

describe("windowProblems", () => {
  const overlap = (backup: string, maintenance: string) => [
    `backupWindow ${backup} and maintenanceWindow ${maintenance} overlap: move one.`,
  ];

  it("accepts windows that touch without meeting", () => {
    expect(windowProblems("03:00-04:00", "sun:04:00-sun:05:00")).to.deep.equal([]);
    expect(windowProblems("23:30-00:30", "mon:00:30-mon:01:00")).to.deep.equal([]);
  });

  const meeting: readonly [string, string][] = [
    ["03:00-04:01", "sun:04:00-sun:05:00"],
    ["04:15-04:45", "sun:04:00-sun:05:00"],
    ["23:30-00:30", "mon:00:00-mon:00:30"],
    ["23:30-00:30", "sun:23:45-mon:00:15"],
    ["00:00-00:30", "sun:23:30-mon:00:30"],
  ];
  for (const [backup, maintenance] of meeting) {
    it(`sees that ${backup} meets ${maintenance}`, () => {
      expect(windowProblems(backup, maintenance)).to.deep.equal(overlap(backup, maintenance));
    });
  }

  it("agrees with counting the minutes of the week", () => {
    const clock = (minutes: number) =>
      [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
    const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const length = fc.integer({ min: 30, max: 300 });
    fc.assert(
      fc.property(fc.nat(1439), length, fc.nat(10079), length, (backupAt, backupFor, weeklyAt, weeklyFor) => {
        const day = (minute: number) => days[Math.floor(minute / 1440) % 7];
        const backup = `${clock(backupAt)}-${clock(backupAt + backupFor)}`;
        const end = weeklyAt + weeklyFor;
        const weekly = `${day(weeklyAt)}:${clock(weeklyAt)}-${day(end)}:${clock(end)}`;
        const busy = new Set(Array.from({ length: weeklyFor }, (_, minute) => (weeklyAt + minute) % 1440));
        const meets = Array.from({ length: backupFor }, (_, minute) => (backupAt + minute) % 1440).some((minute) =>
          busy.has(minute),
        );
        expect(windowProblems(backup, weekly).length > 0).to.equal(meets);
      }),
    );
  });

  it("explains what it cannot read", () => {
    expect(windowProblems("3:00-4:00", "someday")).to.deep.equal([
      'backupWindow "3:00-4:00" is not like 03:00-03:30, of 30 minutes or more.',
      'maintenanceWindow "someday" is not like sun:04:00-sun:05:00, of 30 minutes or more.',
    ]);
    expect(windowProblems("03:00-03:29", "sun:04:00-sun:05:00")).to.have.length(1);
    expect(windowProblems("24:00-25:00", "sun:04:00-sun:05:00")).to.have.length(1);
    expect(windowProblems("03:00-03:30", "abc:04:00-sun:05:00")).to.have.length(1);
  });
});

describe("databaseProblems", () => {
  it("accepts sound settings", () => {
    expect(databaseProblems(sound)).to.deep.equal([]);
  });

  const broken: readonly [Partial<DatabaseSettings>, string][] = [
    [
      { databaseName: "my-app" },
      'databaseName "my-app" must be 1 to 64 letters, digits or _, and start with a letter.',
    ],
    [{ username: "1app" }, 'username "1app" must be 1 to 32 letters, digits or _, and start with a letter.'],
    [{ username: "Admin" }, 'username "Admin" is reserved or the first that attackers try: choose another.'],
    [{ storageGb: 10 }, "storageGb 10 must be between 20 and 65536."],
    [{ maxStorageGb: 21 }, "maxStorageGb 21 must be at least 22, 10 % above storageGb 20."],
    [{ backupRetentionDays: 0 }, "backupRetentionDays 0 must be a whole number between 1 and 35."],
    [{ backupRetentionDays: 36 }, "backupRetentionDays 36 must be a whole number between 1 and 35."],
    [{ passwordRotationDays: 0.5 }, "passwordRotationDays 0.5 must be a whole number between 1 and 365."],
    [{ monitoringSeconds: 20 }, "monitoringSeconds 20 must be one of 0, 1, 5, 10, 15, 30, 60."],
    [
      { restoreFrom: "my-snapshot" },
      'restoreFrom "my-snapshot" is not the ARN of an RDS snapshot: arn:aws:rds:<region>:<account>:snapshot:<name>.',
    ],
  ];
  for (const [change, message] of broken) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      expect(databaseProblems({ ...sound, ...change })).to.deep.equal([message]);
    });
  }

  it("accepts the smallest maximum and a snapshot's ARN", () => {
    const restoreFrom = "arn:aws:rds:us-east-1:123456789012:snapshot:rds:before-migration";
    expect(databaseProblems({ ...sound, maxStorageGb: 22, restoreFrom })).to.deep.equal([]);
  });
});

describe("identifierProblems", () => {
  it("accepts what RDS does, with room for the random end", () => {
    expect(identifierProblems("webapp-dev", "database")).to.deep.equal([]);
    expect(identifierProblems("w".repeat(45), "database")).to.deep.equal([]);
    expect(identifierProblems("w".repeat(46), "database")).to.have.length(1);
  });

  for (const prefix of ["Webapp", "1webapp", "web--app", "-webapp", "web_app"]) {
    it(`refuses the prefix ${prefix}`, () => {
      expect(identifierProblems(prefix, "database")[0]).to.match(/cannot start an RDS identifier/);
    });
  }
});

describe("instanceClass", () => {
  it("knows which classes run Performance Insights", () => {
    const without = Object.values(INSTANCE_CLASSES).filter(({ insights }) => !insights);
    expect(without.map(({ name }) => name)).to.have.members([
      "db.t4g.micro",
      "db.t4g.small",
      "db.t3.micro",
      "db.t3.small",
    ]);
  });

  it("derives connections from memory", () => {
    expect(instanceClass("db.t4g.micro")).to.deep.equal({
      name: "db.t4g.micro",
      vcpus: 2,
      memoryGib: 1,
      insights: false,
      maxConnections: 64,
    });
    expect(instanceClass("db.r7g.xlarge")).to.deep.include({ vcpus: 4, memoryGib: 32, maxConnections: 2709 });
    expect(instanceClass("db.r6g.16xlarge").maxConnections).to.equal(16_000);
  });

  it("names the sizes of a known family, and the families otherwise", () => {
    expect(() => instanceClass("db.t4g.nano")).to.throw(
      'Instance class "db.t4g.nano" is not one of ours: choose from db.t4g.micro, db.t4g.small, db.t4g.medium',
    );
    expect(() => instanceClass("t4g.micro")).to.throw("choose from db.t4g, db.t3, db.m6g");
  });
});
