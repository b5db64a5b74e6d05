import { expect } from "chai";

import { BUNDLE_COPIES, staleCopies } from "../../../app/certificates/generate";
import { bundledRegions as certified } from "../../../app/certificates/bundle";
import { bundledRegions } from "../../../stacks/config/rules/region";
import { parse, refusal } from "./raw";

describe("regions", () => {
  it("are those whose RDS certificates the images carry", () => {
    expect(bundledRegions).to.deep.equal(certified());
  });

  it("are refused where no task could verify the database", () => {
    expect(refusal(() => parse({}, { region: "il-central-1" }))).to.include(
      'aws:region = "il-central-1" has no RDS certificate',
    );
  });

  it("have their certificates in every image's folder", () => {
    expect(BUNDLE_COPIES).to.have.length(3);
    expect(staleCopies()).to.deep.equal([]);
  });
});
