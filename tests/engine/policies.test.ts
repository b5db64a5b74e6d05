import * as path from "node:path";

import { expect } from "chai";

import { deployed, rehearse, succeeded } from "./driver/rehearsal";
import "./driver/end";

const pack = path.resolve(__dirname, "../../policies");

/** A rule that nothing in the program asks for. */
const OPEN_TO_ALL = `
new aws.vpc.SecurityGroupIngressRule("anyone", {
  securityGroupId: new aws.ec2.SecurityGroup("open", { description: "For anyone" }).id,
  description: "SSH from anywhere",
  ipProtocol: "tcp",
  fromPort: 22,
  toPort: 22,
  cidrIpv4: "0.0.0.0/0",
});
`;

describe("policy pack on the engine", function () {
  this.timeout(300_000);

  for (const stack of ["dev", "prod"] as const) {
    for (const frontend of ["ssr", "spa"] as const) {
      it(`finds nothing in the first preview of ${stack} ${frontend}, when AWS's values are unknown`, async () => {
        const rehearsal = await rehearse(stack, { "webapp:frontend": frontend });
        try {
          const preview = succeeded(await rehearsal.workspace.preview("--policy-pack", pack), "preview");
          expect(preview.violations).to.deep.equal([]);
          expect(preview.policyPacks).to.have.length(1);
        } finally {
          await rehearsal.close();
        }
      });
    }
  }

  it("finds nothing in a stack that is up, when they are known", async () => {
    const rehearsal = await deployed("dev");
    try {
      const preview = succeeded(await rehearsal.workspace.preview("--policy-pack", pack), "preview");
      expect(preview.violations).to.deep.equal([]);
      expect(preview.policyPacks).to.have.length(1);
    } finally {
      await rehearsal.close();
    }
  });

  it("refuses what somebody adds, and names it", async () => {
    const rehearsal = await rehearse("dev");
    try {
      rehearsal.workspace.edit("index.ts", (text) => `import * as aws from "@pulumi/aws";\n${text}${OPEN_TO_ALL}`);
      const preview = await rehearsal.workspace.preview("--policy-pack", pack);
      expect(preview.exitCode).to.not.equal(0);
      expect(
        preview.violations.map(({ urn, message }) => [urn.split("::").at(-1), message.split(":")[0]]),
      ).to.have.deep.members([
        ["anyone", "ingress-not-open"],
        ["open", "group-in-use"],
      ]);
    } finally {
      await rehearsal.close();
    }
  });
});
