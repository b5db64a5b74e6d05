import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { Command } from "@commander-js/extra-typings";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { rehearsed } from "../program/rehearsed";
import { readClaims } from "./read-claims";
import { proveLive } from "./prove";
import { realLive } from "./real";
import { applicationOf } from "./stack-files";

const { program } = rehearsed;

const command = new Command("prove-live")
  .description(
    "Deploys the smallest stack to your AWS account, walks the claims that only an account can confirm (docs/decisions/claims.yaml), destroys everything, and writes a report to attach to an issue. Shows price and hours first, and asks. Ctrl-C stops in order; the next call goes on.",
  )
  .option("--region <name>", "where to deploy", "us-east-1")
  .option("--domain <name>", "a name in a zone of that account; without one, claims about names are left out")
  .option("--zone-id <id>", "the public Route 53 zone of the domain")
  .option("--like <stack>", "stack file whose application (images, ports, content) is deployed", "dev")
  .option("--without-asking", "deploy at once", false)
  .option("--clean-up", "only destroy what an interrupted run left", false)
  .addOption(traceOption());

export default subcommand(command, {
  problems: ({ domain, zoneId }) =>
    (domain === undefined) === (zoneId === undefined) ? [] : ["--domain and --zone-id belong together."],
  run: async ({ region, domain, zoneId, like, withoutAsking, cleanUp }) => {
    const isProved = await proveLive(realLive(), {
      program,
      folder: path.join(program, ".cache", "prove-live"),
      reports: path.join(program, "build", "prove-live"),
      claims: readClaims(),
      region,
      domain,
      zoneId,
      application: cleanUp ? {} : applicationOf(like, program),
      withoutAsking,
      cleanUpOnly: cleanUp,
      commit: commit(),
    });
    if (!isProved) process.exitCode = 1;
  },
});

function commit(): string {
  const { stdout } = spawnSync("git", ["describe", "--always", "--dirty"], { cwd: program, encoding: "utf8" });
  return stdout.trim() === "" ? "unknown" : stdout.trim();
}
