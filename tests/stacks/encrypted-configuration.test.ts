import { expect } from "chai";
import type { Deployment } from "@toolkit/offline/testing";

import { ENCRYPTABLE } from "../../stacks/config";
import { webappSchema } from "../../stacks/config/schema";
import { deployStack, previewFixture } from "../support/deploy-stack";
import { refusal } from "../unit/config/raw";

/** As `pulumi config set --secret --path` leaves it in the stack file. */
const encrypted = "{ secure: v1:abcdefgh }";

const image = "image: { build: tests/fixtures/app/backend }";
const variables = `environment: { STRIPE: ${encrypted} }`;

/** A right way to encrypt each key that may be. */
const right: Readonly<Record<keyof typeof ENCRYPTABLE, string>> = {
  "webapp:backend": `backend.environment.STRIPE=${encrypted}`,
  "webapp:ssr": `ssr.environment.STRIPE=${encrypted}`,
  "webapp:services": `services={ search: { ${image}, paths: [/search], ${variables} } }`,
  "webapp:workers": `workers={ thumbnails: { ${image}, ${variables} } }`,
  "webapp:jobs": `jobs={ digest: { ${image}, schedule: "rate(1 day)", ${variables} } }`,
  "webapp:alerts": `alerts.email=${encrypted}`,
  "aws:assumeRoles": `aws:assumeRoles=[{ roleArn: "arn:aws:iam::123456789012:role/ci", externalId: ${encrypted} }]`,
};

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

interface Container {
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly user: string;
}

const containerOf = (made: Deployment, task: string): Container =>
  (JSON.parse(String(made.inputs(TASK, task).containerDefinitions)) as [Container])[0];

const variableOf =
  (task: string) =>
  (made: Deployment): unknown =>
    containerOf(made, task).environment.find(({ name }) => name === "STRIPE")?.value;

/** Where each of them arrives. */
const arrived: Readonly<Record<keyof typeof right, (made: Deployment) => unknown>> = {
  "webapp:backend": variableOf("backend"),
  "webapp:ssr": variableOf("frontend"),
  "webapp:services": variableOf("search"),
  "webapp:workers": variableOf("thumbnails"),
  "webapp:jobs": variableOf("digest"),
  "webapp:alerts": (made) => made.inputs("aws:sns/topicSubscription:TopicSubscription").endpoint,
  "aws:assumeRoles": (made) =>
    (JSON.parse(String(made.inputs("pulumi:providers:aws").assumeRoles)) as [{ externalId: unknown }])[0].externalId,
};

const deployed = () => deployStack("dev", { set: Object.values(right) });

describe("encrypted configuration", () => {
  for (const [key, value] of Object.entries(arrived)) {
    it(`hides what ${key} holds`, async () => expect(value(await deployed())).to.equal("[secret]"));
  }

  it("shows none of it anywhere", async () => {
    const inputs = JSON.stringify((await deployed()).resources.map((resource) => resource.inputs));
    expect(inputs).to.include("[secret]").and.not.to.include("encrypted-value");
  });

  it("shows the rest of a container that has an encrypted variable", async () => {
    const deployment = await deployed();
    expect(containerOf(deployment, "backend").user).to.equal("1000:1000");
    expect(deployment.named("backend", TASK).additionalSecretOutputs).to.include("containerDefinitions");
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
