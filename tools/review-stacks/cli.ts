import { readFileSync } from "node:fs";

import { Argument, Command, Option } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { parse } from "yaml";
import { z } from "zod";

import { stackOutputs } from "../ci/output";
import { traceOption, wholeNumber } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { noStackComment, upComment } from "./comment";
import { identityFromEnvironment, repositoryFromEnvironment, say, setting, takeLabelOff, wantedOnes } from "./github";
import { ownHands } from "./hands";
import { boundaryOfMade, close, type House, open, sweep } from "./keeper";
import { reviewNames } from "./names";
import { monthlyCost } from "./price";
import { fillDatabase } from "./seed";
import { bringUp } from "./stack";

const ACTIONS = ["open", "up", "comment", "close", "sweep"] as const;

const command = new Command("review-stack")
  .description(
    "A stack of its own for a pull request, as the workflows review and review-keeper call it: open makes its role, up deploys the code of this checkout, comment says where it stands and what it costs a day, close ends it, sweep ends all whose time is over. Settings come from the workflows' environment.",
  )
  .addArgument(new Argument("<action>", "what to do").choices(ACTIONS))
  .addOption(new Option("--pull-request <number>", "whose stack, for all but sweep").argParser(wholeNumber(1, 1e9)))
  .addOption(new Option("--most <number>", "review stacks at once, for open").argParser(wholeNumber(1, 50)).default(5))
  .addOption(new Option("--days <number>", "how old one may get, for sweep").argParser(wholeNumber(1, 60)).default(5))
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ pullRequest, most, days }, action) => {
    if (action === "sweep") return sweepAll(days);
    if (pullRequest === undefined) throw new RunError(`review-stack ${action}: name the --pull-request.`);
    return { open: () => openOne(pullRequest, most), up, comment, close: closeOne }[action](pullRequest);
  },
});

const house = (): House => ({
  hands: ownHands,
  roles: setting("REVIEW_ROLES"),
  project: z.object({ name: z.string() }).parse(parse(readFileSync("Pulumi.yaml", "utf8"))).name,
  region: setting("AWS_REGION"),
  backend: setting("PULUMI_BACKEND_URL"),
});

async function openOne(pullRequest: number, most: number): Promise<void> {
  const refused = await open(house(), { pullRequest, most, repository: identityFromEnvironment() });
  if (refused === undefined) return;
  await say(repositoryFromEnvironment(), pullRequest, noStackComment(refused));
  throw new RunError(refused);
}

async function up(pullRequest: number): Promise<void> {
  const roles = setting("REVIEW_ROLES");
  const stack = { hands: ownHands, names: reviewNames(roles, pullRequest), boundaryArn: boundaryOfMade(roles) };
  await bringUp(stack, setting("REVIEW_SECRETS_PROVIDER"));
  await fillDatabase(stack);
}

async function comment(pullRequest: number): Promise<void> {
  const { stack } = reviewNames(setting("REVIEW_ROLES"), pullRequest);
  const { url } = stackOutputs(z.object({ url: z.string() }), stack);
  const body = upComment({ stack, url, cost: await monthlyCost(stack), sha: setting("HEAD_SHA") });
  await say(repositoryFromEnvironment(), pullRequest, body);
}

async function closeOne(pullRequest: number): Promise<void> {
  await close(house(), pullRequest);
  await say(repositoryFromEnvironment(), pullRequest, noStackComment("It is destroyed."), false);
}

async function sweepAll(days: number): Promise<void> {
  const repository = repositoryFromEnvironment();
  await sweep(house(), {
    wanted: await wantedOnes(repository),
    days,
    ended: async (pullRequest, why) => {
      await takeLabelOff(repository, pullRequest);
      await say(repository, pullRequest, noStackComment(`It is destroyed: ${why}. The label brings another.`));
    },
  });
}
