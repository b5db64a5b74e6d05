import { expect } from "chai";

import { parse, refusal } from "./raw";

describe("regions", () => {
  it("are refused where no task could verify the database", () => {
    expect(refusal(() => parse({}, { region: "il-central-1" }))).to.include(
      'aws:region = "il-central-1" has no RDS certificate',
    );
  });
});
