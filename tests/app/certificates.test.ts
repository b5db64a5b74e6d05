import { expect } from "chai";

import { bundledRegions as certified, rdsBundle } from "../../app/certificates/bundle";
import { BUNDLE_COPIES, staleCopies } from "../../app/certificates/generate";
import { buildFiles } from "../../components/compute/build-source";
import { contextFiles } from "../../components/compute/context-hash";
import { bundledRegions } from "../../stacks/config/rules/region";

describe("certificates of RDS in the images", () => {
  it("are of the regions that the configuration accepts", () => {
    expect(bundledRegions).to.deep.equal(certified());
  });

  it("are in every image that connects to the database, up to date", () => {
    const carried = ["backend", "backup", "worker"].flatMap((image) =>
      contextFiles(buildFiles({ build: `app/${image}` }))
        .filter((file) => file.endsWith(".pem"))
        .map((file) => `${image}/${file}`),
    );
    expect(carried).to.deep.equal(BUNDLE_COPIES);
    expect(staleCopies()).to.deep.equal([]);
  });

  it("are stale when the package has replaced its bundle", () => {
    expect(staleCopies(`${rdsBundle()}\n`)).to.deep.equal(BUNDLE_COPIES);
  });
});
