import { expect } from "chai";

import { unknownLicences } from "../../../tools/ci/licences";

const component = (name: string, ...ids: string[]) => ({
  name,
  version: "1.0.0",
  licenses: ids.map((id) => ({ license: { id } })),
});

describe("licences of packages", () => {
  it("are allowed by name, in expressions part by part", () => {
    const both = { name: "both", version: "1.0.0", licenses: [{ expression: "(MIT AND Zlib)" }] };
    expect(unknownLicences([component("free", "MIT"), both, component("elkjs", "EPL-2.0")])).to.deep.equal([]);
  });

  it("are named when nobody has looked at them", () => {
    const mixed = { name: "mixed", version: "1.0.0", licenses: [{ expression: "(MIT OR GPL-3.0-only)" }] };
    expect(unknownLicences([component("strict", "AGPL-3.0-only"), mixed, component("silent")])).to.deep.equal([
      "strict 1.0.0: AGPL-3.0-only",
      "mixed 1.0.0: GPL-3.0-only",
      "silent 1.0.0: no licence",
    ]);
  });
});
