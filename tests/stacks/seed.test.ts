import { expect } from "chai";

import { deployStack, type StackDeployment } from "../support/deploy-stack";

const DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

interface Container {
  readonly command?: string[];
  readonly image: string;
  readonly environment: { name: string; value: string }[];
  readonly secrets: { name: string }[];
}

const containerOf = (deployment: StackDeployment, name: string): Container => {
  const [container] = JSON.parse(String(deployment.named(name, DEFINITION).inputs.containerDefinitions)) as Container[];
  return container ?? expect.fail(`${name} has no container`);
};

const statementsOf = (deployment: StackDeployment, role: string): unknown =>
  (JSON.parse(String(deployment.inputs(POLICY, role).policy)) as { Statement: unknown }).Statement;

describe("the task that fills an empty database", () => {
  it("runs the command in the backend's image, with what the backend gets of the database, and nothing else", async () => {
    // A shell in the service brings rights of its own.
    const set = [
      "access.exec=false",
      "backend.seed=[seed]",
      "backend.environment.GREETING=hello",
      "backend.secrets.TOKEN=create",
    ];
    const deployment = await deployStack("dev", { set });
    const seed = containerOf(deployment, "seed");
    const backend = containerOf(deployment, "backend");
    expect([seed.command, seed.image]).to.deep.equal([["seed"], backend.image]);
    const values = (container: Container) => new Map(container.environment.map(({ name, value }) => [name, value]));
    for (const [name, value] of values(seed)) expect(values(backend).get(name), name).to.equal(value);
    expect([...values(seed).keys()]).to.include.members(["DATABASE_HOST", "DATABASE_NAME", "GREETING"]);
    expect(seed.secrets.map(({ name }) => name).sort()).to.deep.equal(["DATABASE_PASSWORD", "DATABASE_USERNAME"]);
    expect(statementsOf(deployment, "seed-task")).to.deep.equal(statementsOf(deployment, "backend-task"));
    const { seed: task } = deployment.outputs.oneOffTasks as { seed: { securityGroupIds: string[] } };
    expect(task).to.have.all.keys("taskDefinitionArn", "containerName", "subnetIds", "securityGroupIds");
  });

  it("is there only where the stack file has the command, and adds a definition with its roles, policies and log group", async () => {
    const without = await deployStack("dev");
    const names = ({ resources }: StackDeployment) => resources.map(({ urn }) => urn);
    const added = names(await deployStack("dev", { set: ["backend.seed=[seed]"] })).filter(
      (urn) => !names(without).includes(urn),
    );
    expect(added.map((urn) => urn.split(/\$|::webapp::/).at(-1)).sort()).to.deep.equal([
      "aws:cloudwatch/logGroup:LogGroup::seed",
      "aws:ecs/taskDefinition:TaskDefinition::seed",
      "aws:iam/role:Role::seed-execution",
      "aws:iam/role:Role::seed-task",
      "aws:iam/rolePolicy:RolePolicy::seed-execution",
      "aws:iam/rolePolicy:RolePolicy::seed-task",
      "webapp:compute:ContainerTask::seed",
    ]);
    expect(without.outputs.oneOffTasks).to.have.all.keys("dump", "migrate", "restore");
  });
});
