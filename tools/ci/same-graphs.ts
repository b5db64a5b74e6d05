/** `npm run same-graphs -- main`: whether a change of the code changes what is deployed, and where. */
import { RunError } from "@pulumi/pulumi/errors";
import { runCommandLine } from "@toolkit/offline/command-line";
import { differences } from "./same-graphs/differences";
import { documentsOf } from "./same-graphs/documents";

const HELP = `Compares the resource graphs of two revisions: both stacks in both variants, and the bootstrap. Tags of images may
differ. Each revision is previewed by its own preview, on its own stack files. Exit code 1 when something else differs.

Usage: npm run same-graphs -- BEFORE [AFTER]

  BEFORE, AFTER   revisions of git (default of AFTER: the files as they are now)
  --help          this text
`;

runCommandLine("comparison", async () => {
  const [before, after, ...more] = process.argv.slice(2);
  if (before === "--help" || before === "-h") {
    process.stdout.write(HELP);
    return;
  }
  if (before === undefined || more.length > 0) {
    throw new RunError("Say one or two revisions: npm run same-graphs -- BEFORE [AFTER]");
  }
  const old = await documentsOf(before, process.cwd());
  const now = await documentsOf(after, process.cwd());
  const lines = [...old].flatMap(([name, text]) =>
    differences(text, now.get(name) ?? "").map((line) => `${name}: ${line}`),
  );
  if (lines.length > 0) throw new RunError(lines.join("\n"));
  process.stdout.write(`The ${old.size} graphs are the same: ${[...old.keys()].join(", ")}.\n`);
});
