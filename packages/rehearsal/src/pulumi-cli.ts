/** Prints the path of a usable `pulumi`: `"$(node --require tsx/cjs packages/rehearsal/src/pulumi-cli.ts)" preview --stack dev`. */
import { findPulumi, PulumiUnavailable } from "./pulumi-cli/find";

try {
  console.log(findPulumi());
} catch (error) {
  if (!(error instanceof PulumiUnavailable)) throw error;
  console.error(`Pulumi CLI: ${error.message}.`);
  process.exitCode = 1;
}
