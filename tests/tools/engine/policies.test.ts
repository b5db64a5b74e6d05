import * as path from "node:path";

import { expect } from "chai";

import { deployed, rehearse, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";

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

/** A preview with the pack, of a stack that is closed afterwards. */
async function previewOf(rehearsal: Rehearsal): Promise<Outcome> {
  try {
    // The copy's own, which reads the stack files beside it.
    const pack = path.join(rehearsal.workspace.programFolder, "tools/policies/pack");
    return await rehearsal.workspace.preview("--policy-pack", pack);
  } finally {
    await rehearsal.close();
  }
}

function findsNothing(preview: Outcome): void {
  expect(succeeded(preview, "preview").violations).to.deep.equal([]);
  expect(preview.policyPacks).to.have.length(1);
}

describe("policy pack on the engine", () => {
  for (const stack of ["dev", "prod"] as const) {
    for (const frontend of ["ssr", "spa"] as const) {
      it(`finds nothing in the first preview of ${stack} ${frontend}, when AWS's values are unknown`, async () => {
        findsNothing(await previewOf(await rehearse(stack, { "webapp:frontend": frontend })));
      });
    }
  }

  it("finds nothing in a stack that is up, when they are known", async () => {
    findsNothing(await previewOf(await deployed("dev")));
  });

  it("refuses what somebody adds, and names it", async () => {
    const rehearsal = await rehearse("dev");
    rehearsal.workspace.edit("index.ts", (text) => `import * as aws from "@pulumi/aws";\n${text}${OPEN_TO_ALL}`);
    const preview = await previewOf(rehearsal);
    expect(preview.exitCode).to.not.equal(0);
    expect(
      preview.violations.map(({ urn, message }) => [urn.split("::").at(-1), message.split(":")[0]]),
    ).to.have.deep.members([
      ["anyone", "ingress-not-open"],
      ["open", "group-in-use"],
    ]);
  });

  it("lets pass what the user accepts, until the last day", async () => {
    const rehearsal = await rehearse("dev");
    rehearsal.workspace.edit("index.ts", (text) => `import * as aws from "@pulumi/aws";\n${text}${OPEN_TO_ALL}`);
    rehearsal.workspace.edit(
      "accepted-findings.yaml",
      () =>
        `${accepted("ingress-not-open", "*/anyone", "2999-12-31")}${accepted("group-in-use", "*/open", "2020-12-31")}`,
    );
    const preview = await previewOf(rehearsal);
    expect(preview.exitCode).to.not.equal(0);
    expect(preview.violations.map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["open"]);
  });
});

const accepted = (rule: string, resource: string, until: string): string =>
  `- { rule: ${rule}, resource: "${resource}", reason: A trial., who: Ana, until: ${until} }\n`;
