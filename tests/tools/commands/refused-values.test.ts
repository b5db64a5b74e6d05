import { expect } from "chai";

import { clean, project } from "../../../packages/offline/tests/programs/fixture";
import { runSubcommand } from "../ci/run-script";

describe("a program with a value that AWS would refuse", () => {
  after(clean);

  it("is previewed, with what is wrong told on standard error and exit code 1", async () => {
    const code = 'const aws = require("@pulumi/aws"); new aws.sqs.Queue("orders", { delaySeconds: 901, name: "a b" });';
    const { exitCode, stdout, stderr } = await runSubcommand("preview", ["--program", project({ "index.js": code })]);
    expect(stdout).to.include("orders");
    expect(stderr).to.include('aws:sqs/queue:Queue "orders": delaySeconds = 901 must be 0 to 900');
    expect(exitCode).to.equal(1);
  });
});
