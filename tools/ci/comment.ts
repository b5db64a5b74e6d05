/** `npm run --silent comment -- --stack dev --file preview.json`: shows a preview in the pull request that GitHub Actions runs for. */
import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import { writeComment } from "./comment/github";
import { markerOf, previewComment } from "./comment/markdown";
import { readPreview } from "./guard/read-preview";

const HELP = `Writes a preview into the pull request that GitHub Actions runs for, in place of the stack's last one.

Usage: npm run --silent comment -- --stack NAME --file PATH

  --stack NAME    stack of the preview
  --file PATH     the output of pulumi preview --json
  --help          this text

GITHUB_API_URL and GITHUB_REPOSITORY are set by GitHub Actions; GITHUB_TOKEN and PULL_REQUEST (its number) by the workflow.
`;

const DEFINITIONS = {
  stack: { type: "string" },
  file: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

runCommandLine("comment", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST } = process.env;
  const needed = {
    "--stack": given.text("stack"),
    "--file": given.text("file"),
    GITHUB_API_URL,
    GITHUB_REPOSITORY,
    GITHUB_TOKEN,
    PULL_REQUEST,
  };
  const missing = Object.entries(needed).filter(([, value]) => value === undefined || value === "");
  refuseProblems([...given.problems, ...missing.map(([name]) => `${name} is missing.`)], "npm run comment");

  const [stack, file] = [needed["--stack"] ?? "", needed["--file"] ?? ""];
  await writeComment(
    {
      api: GITHUB_API_URL ?? "",
      repository: GITHUB_REPOSITORY ?? "",
      number: PULL_REQUEST ?? "",
      token: GITHUB_TOKEN ?? "",
    },
    markerOf(stack),
    previewComment(stack, readPreview(file)),
  );
});
