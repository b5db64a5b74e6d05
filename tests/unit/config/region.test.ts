import { expect } from "chai";

import { BUNDLE_COPIES, staleCopies } from "../../../app/certificates/generate";
import { bundledRegions as certified, rdsBundle } from "../../../app/certificates/bundle";
import { buildFiles } from "../../../components/compute/build-source";
import { contextFiles } from "../../../components/compute/context-hash";
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

  it("have their certificates, up to date, in every image that connects to the database", () => {
    const carried = ["backend", "backup"].flatMap((image) =>
      contextFiles(buildFiles({ build: `app/${image}` }))
        .filter((file) => file.endsWith(".pem"))
        .map((file) => `${image}/${file}`),
    );
    expect(carried).to.deep.equal(BUNDLE_COPIES);
    expect(staleCopies()).to.deep.equal([]);
  });

  it("show a bundle that the package has replaced", () => {
    expect(staleCopies(`${rdsBundle()}\n`)).to.deep.equal(BUNDLE_COPIES);
  });
});
