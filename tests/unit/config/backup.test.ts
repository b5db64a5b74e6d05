import { expect } from "chai";

import { dumpMissingHours } from "../../../stacks/config/rules/backup";
import { parse, refusal } from "./raw";

describe("dumps that are missing", () => {
  it("are an alarm after 26 hours of a nightly schedule, and after the weekend of one for weekdays", () => {
    const from = new Date("2026-11-24T12:00:00Z");
    expect(dumpMissingHours("cron(0 2 * * ? *)", from)).to.equal(26);
    expect(dumpMissingHours("cron(0 2 ? * MON-FRI *)", from)).to.equal(74);
  });
});

describe("copies of backups in the stack file", () => {
  const refused = (copyTo: string): string => refusal(() => parse({ backup: { copyTo } }));

  it("are none by default", () => {
    expect(parse().backup.copyTo).to.equal(undefined);
    expect(refused("eu-west-1")).to.equal("");
  });

  it("go to another region of the same partition, in which a stack can run", () => {
    expect(refused("us-east-1")).to.contain(
      'webapp:backup.copyTo = "us-east-1" is the stack\'s own region: name another, which is not lost with it',
    );
    expect(refused("cn-north-1")).to.contain(
      "is in another partition than us-east-1: AWS copies nothing between partitions",
    );
    expect(refused("us-gov-west-1")).to.contain("is in another partition than us-east-1");
    expect(refused("us-west-3")).to.contain("did you mean ");
    expect(refused("Ireland")).to.contain("an AWS region such as us-east-1");
  });
});
