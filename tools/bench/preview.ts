import { FIXTURE_STACKS } from "../program/fixtures";
import { line, measure } from "./measure";

const preview = ["--require", "tsx/cjs", "tools/cli.ts", "preview", "--stacks", FIXTURE_STACKS];
const combinations = [
  ["dev", "ssr"],
  ["dev", "spa"],
  ["prod", "ssr"],
  ["prod", "spa"],
] as const;

/** Tests that run the program on mocks; those of cost, policies and commands come on top in `npm test`. */
const mockTests = ["components", "stacks", "unit"].map((folder) => `tests/${folder}/**/*.test.ts`);

/**
 * Wall time and peak memory of the preview, each combination as a process of its own, and all four in one.
 *
 * @param withTests also measures the tests on mocks.
 */
export function benchPreview(withTests: boolean): void {
  for (const [stack, frontend] of combinations) {
    console.log(
      line(`${stack} ${frontend}`, measure([...preview, "--stack", stack, "--set", `frontend=${frontend}`, "--json"])),
    );
  }
  console.log(line("npm run preview (all four)", measure(preview)));
  if (withTests) {
    const mocha = require.resolve("mocha/bin/mocha.js");
    console.log(line("mock tests", measure([mocha, "--parallel", "--jobs", "2", ...mockTests])));
  }
}
