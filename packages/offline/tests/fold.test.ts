import { expect } from "chai";

import { fold } from "../src/render/fold";

describe("text on a narrow terminal", () => {
  it("is as it was where it fits", () => {
    const text = "Service     fixed  usage\n  Database  14.38   0.00\n";
    expect(fold(text, 24)).to.equal(text);
    expect(fold(text, Infinity)).to.equal(text);
  });

  it("moves the columns of a row together, and continues on further lines", () => {
    const row = "  Application load balancer           private                16.43";
    expect(fold(row, 50)).to.equal("  Application load balancer  private  16.43");
    expect(fold(row, 40)).to.equal("  Application load balancer  private\n      16.43");
    expect(fold(row, 20)).to.equal("  Application load\n      balancer\n      private  16.43");
  });

  it("breaks sentences between words, and no word", () => {
    expect(fold("  from 100×: the free GB to the internet end", 24)).to.equal(
      "  from 100×: the free GB\n      to the internet\n      end",
    );
    expect(fold("arn:aws:iam::123456789012:role/deploy", 20)).to.equal("arn:aws:iam::123456789012:role/deploy");
  });

  it("counts no colours", () => {
    const row = "\u001B[1m├─ alarms          \u001B[22m  \u001B[2mAlarmTopic\u001B[22m";
    expect(fold(row, 31)).to.equal(row);
    expect(fold(row, 24)).to.equal("\u001B[1m├─ alarms\u001B[22m  \u001B[2mAlarmTopic\u001B[22m");
  });
});
