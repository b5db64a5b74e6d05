import { Command } from "@commander-js/extra-typings";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { pullRequestOf, type Repository, writeComment } from "./comment/github";
import { commentOf, markerOf } from "./comment/markdown";
import { readReviews } from "./review/read";
import { isIdle } from "./review/review";

const command = new Command("comment")
  .description(
    "Writes what a pull request does to each stack as a comment, in place of the stack's last one; none where nothing changes. GITHUB_API_URL and GITHUB_REPOSITORY are set by GitHub Actions; GITHUB_TOKEN and PULL_REQUEST (its number) by the workflow, or HEAD_OWNER, HEAD_BRANCH and HEAD_SHA in place of the number.",
  )
  .requiredOption("--reviews <path>", "what npm run toolkit -- review wrote: a file, or a folder of them")
  .option("--print", "print the Markdown instead of posting it")
  .addOption(traceOption());

const value = (name: string): string => process.env[name] ?? "";
const SETTINGS = ["GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"];
const HEAD = ["HEAD_OWNER", "HEAD_BRANCH", "HEAD_SHA"];

export default subcommand(command, {
  problems: ({ print }) => {
    const needed = value("PULL_REQUEST") === "" ? HEAD : [];
    const missing = [...SETTINGS, ...needed].filter((name) => value(name) === "");
    return print === true ? [] : missing.map((name) => `${name} is missing.`);
  },
  run: async ({ reviews: path, print }) => {
    const reviews = readReviews(path);
    if (print === true) {
      process.stdout.write(`${reviews.map(commentOf).join("\n\n")}\n`);
      return;
    }
    const repository: Repository = {
      api: value("GITHUB_API_URL"),
      repository: value("GITHUB_REPOSITORY"),
      token: value("GITHUB_TOKEN"),
    };
    const number = value("PULL_REQUEST") === "" ? await numberOfHead(repository) : value("PULL_REQUEST");
    if (number === undefined) {
      console.error("No open pull request has this commit as its newest: nothing is written.");
      return;
    }
    for (const review of reviews) {
      const comment = { marker: markerOf(review.stack), body: commentOf(review), isNeeded: !isIdle(review) };
      await writeComment({ ...repository, number }, comment);
    }
  },
});

const numberOfHead = (repository: Repository): Promise<string | undefined> =>
  pullRequestOf(repository, { owner: value("HEAD_OWNER"), branch: value("HEAD_BRANCH"), sha: value("HEAD_SHA") });
