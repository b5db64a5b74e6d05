/** `npm run --silent comment -- --stack dev --file preview.json`: shows a preview in the pull request that GitHub Actions runs for. */
import { readFileSync } from "node:fs";

import { readArguments, refuseProblems } from "../preview/arguments";
import { runCommandLine } from "../preview/command-line";
import { writeComment } from "./comment/github";
import { markerOf, previewComment } from "./comment/markdown";
import { parsePreview } from "./guard/preview-document";

const DEFINITIONS = { stack: { type: "string" }, file: { type: "string" } } as const;

runCommandLine("comment", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
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
    previewComment(stack, parsePreview(readFileSync(file, "utf8"), file)),
  );
});
