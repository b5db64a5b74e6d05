import { line, measure } from "./measure";

const preview = ["--require", "tsx/cjs", "preview/cli.ts"];
const combinations = [
  ["dev", "ssr"],
  ["dev", "spa"],
  ["prod", "ssr"],
  ["prod", "spa"],
] as const;

/** Wall time and peak memory of the preview, each combination as a process of its own, all four in one, and the tests. */
function main(): void {
  for (const [stack, frontend] of combinations) {
    console.log(
      line(`${stack} ${frontend}`, measure([...preview, "--stack", stack, "--set", `frontend=${frontend}`, "--json"])),
    );
  }
  console.log(line("npm run preview (all four)", measure(preview)));
  if (process.argv.includes("--tests")) {
    const mocha = require.resolve("mocha/bin/mocha.js");
    console.log(line("mock tests", measure([mocha, ...testArguments()])));
  }
}

/** The arguments of `npm test`. */
function testArguments(): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- read at run time, so that the two never differ
  const { scripts } = require("../package.json") as { scripts: { test: string } };
  return scripts.test
    .split(" ")
    .slice(1)
    .map((argument) => argument.replaceAll("'", ""));
}

main();
