import { Command } from "@commander-js/extra-typings";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { writeComment } from "./comment/github";
import { markerOf, previewComment } from "./comment/markdown";
import { readPreview } from "./guard/read-preview";

const command = new Command("comment")
  .description(
    "Writes a preview into the pull request that GitHub Actions runs for, in place of the stack's last one. GITHUB_API_URL and GITHUB_REPOSITORY are set by GitHub Actions; GITHUB_TOKEN and PULL_REQUEST (its number) by the workflow.",
  )
  .requiredOption("--stack <name>", "stack of the preview")
  .requiredOption("--file <path>", "the output of pulumi preview --json")
  .addOption(traceOption());

const NEEDED = ["GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "PULL_REQUEST"] as const;
const value = (name: (typeof NEEDED)[number]): string => process.env[name] ?? "";

export default subcommand(command, {
  problems: () => NEEDED.filter((name) => value(name) === "").map((name) => `${name} is missing.`),
  run: async ({ stack, file }) => {
    const pullRequest = {
      api: value("GITHUB_API_URL"),
      repository: value("GITHUB_REPOSITORY"),
      token: value("GITHUB_TOKEN"),
      number: value("PULL_REQUEST"),
    };
    await writeComment(pullRequest, markerOf(stack), previewComment(stack, await readPreview(file)));
  },
});
