/**
 * Prints the path of a `pulumi` that will do for the program in the working directory:
 * `"$(node --require tsx/cjs packages/rehearsal/src/pulumi-cli.ts)" preview --stack dev`.
 */
import { findPulumi, PulumiUnavailable } from "./pulumi-cli/find";

try {
  console.log(findPulumi({ program: process.cwd() }));
} catch (error) {
  if (!(error instanceof PulumiUnavailable)) throw error;
  console.error(`Pulumi CLI: ${error.message}.`);
  process.exitCode = 1;
}
