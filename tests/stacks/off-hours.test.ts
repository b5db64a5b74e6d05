import { expect } from "chai";

import { occurrences, parseCron, type Period } from "../../components/schedule";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { officeHours } from "../support/off-hours";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const HOUR = 3_600_000;
const deployed = (...set: string[]): Promise<StackDeployment> =>
  deployStack("dev", { set: [...officeHours(), ...set], mode: "known" });

interface Call {
  readonly at: Date;
  readonly action: string;
  readonly input: { readonly ResourceId?: string; readonly MaxCapacity?: number };
}

/** What the schedules of the stack call in a period, in order. */
function callsOf(deployment: StackDeployment, period: Period): Call[] {
  return deployment
    .all(SCHEDULE)
    .filter(({ inputs }) => (inputs.target as { arn: string }).arn.includes(":aws-sdk:"))
    .flatMap(({ inputs }) => {
      const { arn, input } = inputs.target as { arn: string; input: string };
      const cron = parseCron(inputs.scheduleExpression as string);
      return occurrences(cron, String(inputs.scheduleExpressionTimezone), period).map((at) => ({
        at,
        action: arn.split(":aws-sdk:")[1] ?? "",
        input: JSON.parse(input) as Call["input"],
      }));
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Lives through a week: for each hour of UTC, which services may run and whether the database is on, and every time
 * that a service had no database.
 */
function week(deployment: StackDeployment, monday: string) {
  const start = new Date(`${monday}T00:00Z`);
  const calls = callsOf(deployment, {
    start: new Date(start.getTime() - 168 * HOUR),
    end: new Date(start.getTime() + 168 * HOUR),
  });
  const running = new Map<string, boolean>();
  let database = false;
  let without = 0;
  let next = 0;
  const hours: { at: Date; services: string; database: boolean }[] = [];
  for (let minute = -168 * 60; minute < 168 * 60; minute++) {
    const at = new Date(start.getTime() + minute * 60_000);
    for (let call = calls[next]; call !== undefined && call.at <= at; call = calls[++next]) {
      if (call.action === "rds:startDBInstance") database = true;
      else if (call.action === "rds:stopDBInstance") database = false;
      else if (call.input.ResourceId !== undefined)
        running.set(
          call.input.ResourceId.split("/")
            .at(-1)
            ?.replace(/-[0-9a-f]{7}$/, "") ?? "",
          call.input.MaxCapacity !== 0,
        );
    }
    const services = [...running].filter(([, on]) => on).map(([name]) => name);
    if (minute >= 0 && services.length > 0 && !database) without++;
    if (minute >= 0 && minute % 60 === 0) hours.push({ at, services: services.sort().join(), database });
  }
  return { hours, without };
}

/** The hour and the day on the wall, asked from the platform and not from the code under test. */
function wall(at: Date, timeZone: string): { weekday: string; hour: number } {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" })
    .formatToParts(at)
    .map(({ type, value }) => [type, value] as const);
  const part = Object.fromEntries(parts) as { weekday: string; hour: string };
  return { weekday: part.weekday, hour: Number(part.hour) };
}

const isWeekend = (weekday: string): boolean => weekday === "Sat" || weekday === "Sun";

describe("off-hours of a stack", () => {
  const weeks = [
    ["Europe/Madrid", "before clocks go forward", "2027-03-22"],
    ["Europe/Madrid", "after clocks went back", "2027-10-25"],
    ["America/New_York", "before clocks go forward", "2027-03-08"],
    ["America/New_York", "after clocks went back", "2027-11-01"],
  ] as const;

  for (const [timezone, what, monday] of weeks) {
    it(`rests at night and at weekends in ${timezone}, ${what}`, async () => {
      const hoursOf = { stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 7 ? * MON-FRI *)", timezone };
      const set = timezone === "Europe/Madrid" ? officeHours() : newYork(hoursOf);
      const { hours, without } = week(await deployStack("dev", { set, mode: "known" }), monday);
      const expected = hours.map(({ at }) => {
        const { weekday, hour } = wall(at, timezone);
        const on = !isWeekend(weekday) && hour >= 7 && hour < 20;
        return { at, services: on ? "backend,frontend" : "", database: on };
      });
      expect(hours).to.deep.equal(expected);
      expect(without, "minutes that a service had no database").to.equal(0);
      expect(hours.filter(({ database }) => database)).to.have.length(65);
    });
  }

  it("works through the Sunday on which clocks change", async () => {
    const hoursOf = { stop: "cron(0 23 * * ? *)", start: "cron(0 6 * * ? *)", timezone: "Europe/Madrid" };
    const daily = [
      `offHours=${JSON.stringify(hoursOf)}`,
      "backup.schedule=cron(0 20 * * ? *)",
      "backup.timezone=Europe/Madrid",
      "database.backupWindow=11:00-12:00",
      "database.maintenanceWindow=tue:09:00-tue:10:00",
      "database.passwordRotationSchedule=cron(0 10 1 * ? *)",
    ];
    const { hours } = week(await deployStack("dev", { set: daily, mode: "known" }), "2027-03-22");
    const wrong = hours.filter(({ at, database }) => {
      const { hour } = wall(at, "Europe/Madrid");
      return database !== (hour >= 6 && hour < 23);
    });
    expect(wrong).to.deep.equal([]);
    // 17 hours a day, whatever the clocks do at night.
    expect(hours.filter(({ database }) => database)).to.have.length(7 * 17);
  });

  it("leaves the bounds of scaling to the schedules", async () => {
    const bounds = (deployment: StackDeployment) =>
      deployment.all("aws:appautoscaling/target:Target").map(({ name, ignoreChanges }) => [name, ignoreChanges]);
    expect(bounds(await deployed())).to.deep.equal([
      ["backend", ["minCapacity", "maxCapacity"]],
      ["frontend", ["minCapacity", "maxCapacity"]],
    ]);
    expect(bounds(await deployStack("dev", { mode: "known" }))).to.deep.equal([
      ["backend", []],
      ["frontend", []],
    ]);
  });

  it("leaves the least number of tasks to scheduled floors, and the most to the configuration", async () => {
    const floor = "backend.scaling.floors.morning={schedule: 'cron(0 8 * * ? *)', timezone: UTC, minTasks: 2}";
    const deployment = await deployStack("dev", { set: [floor], mode: "known" });
    expect(deployment.named("backend", "aws:appautoscaling/target:Target").ignoreChanges).to.deep.equal([
      "minCapacity",
    ]);
    expect(deployment.named("frontend", "aws:appautoscaling/target:Target").ignoreChanges).to.deep.equal([]);
  });

  it("keeps alarms muted that the schedules have muted, whatever a refresh reads", async () => {
    const alarms = (deployment: StackDeployment) =>
      [
        deployment.named("internal-elb-5xx", "aws:cloudwatch/metricAlarm:MetricAlarm"),
        deployment.named("down", "aws:cloudwatch/compositeAlarm:CompositeAlarm"),
      ].map(({ ignoreChanges }) => ignoreChanges);
    const full = ["alerts.alarms=full"];
    expect(alarms(await deployed(...full))).to.deep.equal([["actionsEnabled"], ["actionsEnabled"]]);
    expect(alarms(await deployStack("dev", { set: full, mode: "known" }))).to.deep.equal([[], []]);
  });

  it("mutes the load balancers' alarms and the composite one where they exist", async () => {
    const muted = async (...set: string[]) =>
      (await deployed(...set))
        .all(SCHEDULE)
        .filter(({ name }) => name === "mute-alarms")
        .map(
          ({ inputs }) =>
            (JSON.parse((inputs.target as { input: string }).input) as { AlarmNames: string[] }).AlarmNames,
        );
    expect(await muted()).to.deep.equal([]);
    expect(await muted("alerts.alarms=full")).to.deep.equal([
      ["webapp-dev-public-elb-5xx", "webapp-dev-internal-elb-5xx", "webapp-dev-down"],
    ]);
  });

  it("waits for a dump over the weekend before it is missing, and rotates by day", async () => {
    const deployment = await deployed();
    expect(
      deployment.named("backup-missing", "aws:cloudwatch/metricAlarm:MetricAlarm").inputs.evaluationPeriods,
    ).to.equal(74);
    expect(deployment.only("aws:secretsmanager/secretRotation:SecretRotation").inputs.rotationRules).to.deep.equal({
      scheduleExpression: "cron(0 10 ? * 3#1 *)",
      duration: "2h",
    });
  });

  it("stops one service in the variant that has one, and none without the setting", async () => {
    const names = (deployment: StackDeployment) => deployment.all(SCHEDULE).map(({ name }) => name);
    expect(names(await deployed("frontend=spa"))).to.deep.equal([
      "backup",
      "stop-backend",
      "start-backend",
      "stop-database",
      "start-database",
    ]);
    expect(names(await deployStack("dev", { mode: "known" }))).to.deep.equal(["backup"]);
  });
});

/** On-hours of New York are 12:00 or 11:00 to 1:00 or 0:00 UTC. */
const newYork = (hours: object): string[] => [
  `offHours=${JSON.stringify(hours)}`,
  "backup.schedule=cron(0 17 ? * MON-FRI *)",
  "backup.timezone=America/New_York",
  "database.backupWindow=16:00-17:00",
  "database.maintenanceWindow=tue:15:00-tue:16:00",
  "database.passwordRotationSchedule=cron(0 15 ? * 3#1 *)",
];
