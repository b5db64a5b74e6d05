import { readdirSync, readFileSync } from "node:fs";

import { matches } from "@toolkit/rehearsal/api/delivery";
import { handlers } from "@toolkit/rehearsal/api/handlers/index";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import { type EmulatedAwsCli } from "@toolkit/rehearsal/api/command-line";
import { Account } from "@toolkit/rehearsal/aws/account";
import { expect } from "chai";

import { emulatedCli } from "../../support/aws/emulated-cli";

/** As the AWS CLI names an operation. */
const commandOf = (name: string): string =>
  (name.split(".")[1] ?? "").replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();

describe("the AWS CLI in front of an emulated account", () => {
  let cli: EmulatedAwsCli;

  before(() => {
    const api = new EmulatedApi(new Account());
    Object.assign(api.own, {
      "rds.DescribeDBInstances": () => ({ DBInstances: [{ Name: "no such member" }] }),
      "ecs.DescribeClusters": () => ({ clusters: [{ clusterName: "one", status: 7 }] }),
      "elbv2.DescribeLoadBalancers": () => ({ LoadBalancers: [{ Type: "enormous" }] }),
    });
    cli = emulatedCli(api);
  });

  after(() => {
    cli.close();
  });

  const wrong = async (...args: readonly string[]): Promise<string> => {
    try {
      await cli.run(args);
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };

  it("lets no answer pass that AWS could not give", async () => {
    expect(await wrong("rds", "describe-db-instances")).to.contain('Unknown parameter in DBInstances[0]: "Name"');
    expect(await wrong("ecs", "describe-clusters")).to.contain("Invalid type for parameter clusters[0].status");
    expect(await wrong("elbv2", "describe-load-balancers")).to.contain("'enormous' is none of application, network");
  });

  it("lets no parameter pass that AWS does not take", async () => {
    const { exitCode, stderr } = await cli.run([
      "ecs",
      "run-task",
      "--cli-input-json",
      '{"taskDefinition":"a","launchTyp":"FARGATE"}',
    ]);
    expect(exitCode).not.to.equal(0);
    expect(stderr).to.contain('Unknown parameter in input: "launchTyp"');
    expect((await cli.run(["ecs", "describe-services", "--cluster", "a"])).stderr).to.contain("required: --services");
  });

  it("gives errors with their codes", async () => {
    const { exitCode, stderr } = await cli.run(["s3api", "list-objects-v2", "--bucket", "nobodys"]);
    expect(exitCode).not.to.equal(0);
    expect(stderr).to.contain("An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation");
  });

  it("emulates what the tools and the claims call, and nothing else", () => {
    const tools = readdirSync("tools", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const callers = [...tools.map((file) => `tools/${file}`), "docs/decisions/claims.yaml"];
    const text = callers.map((file) => readFileSync(file, "utf8")).join("\n");
    const uncalled = Object.keys(handlers).filter((name) => !new RegExp(`\\b${commandOf(name)}\\b`).test(text));
    expect(uncalled).to.deep.equal([]);
    expect(commandOf("rds.DescribeDBInstances")).to.equal("describe-db-instances");
  });

  it("matches events as EventBridge does", () => {
    const event = { source: "aws.ecs", resources: ["arn:service/a", "arn:b"], detail: { name: "FAILED", count: 1 } };
    const table = [
      [{ source: ["aws.ecs"] }, true],
      [{ source: ["aws.rds", "aws.ecs"] }, true],
      [{ source: ["aws.rds"] }, false],
      [{ resources: [{ prefix: "arn:service/" }] }, true],
      [{ resources: [{ prefix: "arn:cluster/" }] }, false],
      [{ source: ["aws.ecs"], detail: { name: ["FAILED"] } }, true],
      [{ source: ["aws.ecs"], detail: { name: ["DONE"] } }, false],
      [{ detail: { other: ["FAILED"] } }, false],
    ] as const;
    for (const [pattern, isMatch] of table) {
      expect(matches(pattern, event), JSON.stringify(pattern)).to.equal(isMatch);
    }
  });
});
