import { FIXTURE_STACKS } from "../program/fixtures";
import { line, measure } from "./measure";

const preview = ["--require", "tsx/cjs", "tools/preview/cli.ts", "--stacks", FIXTURE_STACKS];
const combinations = [
  ["dev", "ssr"],
  ["dev", "spa"],
  ["prod", "ssr"],
  ["prod", "spa"],
] as const;

/** Tests that run the program on mocks; those of cost, policies and commands come on top in `npm test`. */
const mockTests = ["components", "stacks", "unit"].map((folder) => `tests/${folder}/**/*.test.ts`);

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
    console.log(line("mock tests", measure([mocha, "--parallel", "--jobs", "2", ...mockTests])));
  }
}

main();
