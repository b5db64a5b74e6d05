import { expect } from "chai";
import { PLAIN } from "@toolkit/offline/render";
import { renderOverrides } from "../../../tools/preview/overrides";

describe("overrides of a profile", () => {
  it("are listed with what they change", () => {
    const overrides = [
      { key: "database.multiAz", value: false, default: true, changes: "no standby" },
      { key: "network.nat", value: "single", default: "perAz", changes: "one NAT for all" },
    ];
    expect(renderOverrides(overrides, "prod", PLAIN)).to.equal(
      [
        "overrides of the prod defaults",
        "  database.multiAz: false instead of true  no standby",
        "  network.nat: single instead of perAz     one NAT for all",
      ].join("\n"),
    );
    expect(renderOverrides([], "dev", PLAIN)).to.equal("overrides  none: every value is the dev default");
  });
});
