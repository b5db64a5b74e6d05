import { expect } from "chai";

import { ENCRYPTABLE } from "../../stacks/config";
import { webappSchema } from "../../stacks/config/schema";
import { previewFixture } from "../support/deploy-stack";
import { refusal } from "../unit/config/raw";

/** As `pulumi config set --secret --path` leaves it in the stack file. */
const encrypted = "{ secure: v1:abcdefgh }";

/** A right way to encrypt each key that may be. */
const right: Readonly<Record<keyof typeof ENCRYPTABLE, string>> = {
  "webapp:backend": `backend.environment.STRIPE=${encrypted}`,
  "webapp:ssr": `ssr.environment.SESSION=${encrypted}`,
  "webapp:services": `services={ search: { image: { build: tests/fixtures/app/backend }, paths: [/search], environment: { STRIPE: ${encrypted} } } }`,
  "webapp:workers": `workers={ thumbnails: { image: { build: tests/fixtures/app/backend }, environment: { STRIPE: ${encrypted} } } }`,
  "webapp:jobs": `jobs={ digest: { image: { build: tests/fixtures/app/backend }, schedule: "rate(1 day)", environment: { STRIPE: ${encrypted} } } }`,
  "webapp:alerts": `alerts.email=${encrypted}`,
  "aws:assumeRoles": `aws:assumeRoles=[{ roleArn: "arn:aws:iam::123456789012:role/ci", externalId: ${encrypted} }]`,
};

describe("encrypted configuration", () => {
  for (const [key, assignment] of Object.entries(right)) {
    it(`hides what ${key} holds`, async () => {
      const { graph } = await previewFixture({ set: [assignment] });
      const inputs = JSON.stringify(graph.resources.map((resource) => resource.inputs));
      expect(inputs).to.include("[secret]").and.not.to.include("encrypted-value");
    });
  }

  it("shows the rest of a container that has an encrypted variable", async () => {
    const { graph } = await previewFixture({ set: [right["webapp:backend"]] });
    const task = graph.ofType("aws:ecs/taskDefinition:TaskDefinition").find(({ name }) => name === "backend");
    const [container] = JSON.parse(String(task?.inputs.containerDefinitions)) as [Record<string, unknown>];
    expect(container.environment).to.deep.include({ name: "STRIPE", value: "[secret]" });
    expect(container.user).to.equal("1000:1000");
    expect(task?.additionalSecretOutputs).to.include("containerDefinitions");
  });

  const others = Object.keys(webappSchema.shape).filter((key) => !(`webapp:${key}` in ENCRYPTABLE));
  for (const key of [...others.map((other) => `webapp:${other}`), "aws:region", "aws:allowedAccountIds"]) {
    it(`refuses an encrypted ${key}, which would hide nothing`, async () => {
      const message = await refused(`${key}=${encrypted}`);
      expect(message).to.include(`${key} cannot be encrypted`);
      expect(message).not.to.include("encrypted-value");
    });
  }

  it("refuses a service of which something else than a variable is encrypted", async () => {
    expect(await refused(`backend.healthCheckPath=${encrypted}`)).to.include(
      "webapp:backend can only have environment encrypted: set the rest without --secret",
    );
  });
});

async function refused(assignment: string): Promise<string> {
  const outcome = await previewFixture({ set: [assignment] }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return refusal(() => {
    if (outcome !== undefined) throw outcome as Error;
  });
}
