/** `npm test` ends with this: one line where the rehearsal on the real engine cannot run, and why. */
import { whyUnavailable } from "@toolkit/rehearsal/pulumi-cli/find";
import { rehearsed } from "../program/rehearsed";

const reason = whyUnavailable(rehearsed);
if (reason !== undefined) {
  console.log(`The rehearsal on the real Pulumi engine (npm run test:engine) was skipped: ${reason}.`);
  // CI has a way to it, and must never pass without.
  if (process.env.CI !== undefined && process.env.CI !== "false") process.exitCode = 1;
}
