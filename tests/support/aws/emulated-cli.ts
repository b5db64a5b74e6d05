import { execFileSync } from "node:child_process";
import * as path from "node:path";

import { type EmulatedApi } from "@toolkit/rehearsal/api/api";
import { EmulatedAwsCli } from "@toolkit/rehearsal/api/command-line";

const PYTHON = path.resolve(__dirname, "../../../.cache/aws-venv/bin/python");

/** The AWS CLI in front of an emulated account; `.ci/system-packages` has installed it, or this does. */
export function emulatedCli(api: EmulatedApi): EmulatedAwsCli {
  execFileSync(path.join(__dirname, "prepare"), { stdio: ["ignore", "ignore", "inherit"] });
  return new EmulatedAwsCli(PYTHON, api);
}
