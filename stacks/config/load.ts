import * as pulumi from "@pulumi/pulumi";

import { encryptedKeys } from "./encryption";
import { folderProblems } from "./folders";
import { rawValues } from "./raw-values";
import { parseStackConfig, type RawConfig } from "./parse";
import { type StackConfig } from "./stack-config";

/** The keys are a contract (`webapp:frontend`), whatever the project is called. */
const NAMESPACE = "webapp";

/**
 * Reads the stack's configuration. Nothing else in the program does.
 *
 * @throws RunError that lists every problem, if there is one.
 */
export function loadStackConfig(): StackConfig {
  return parseStackConfig(readRawConfig(), folderProblems);
}

function readRawConfig(): RawConfig {
  const all = pulumi.runtime.allConfig();
  return {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    webapp: rawValues(all, NAMESPACE),
    aws: rawValues(all, "aws"),
    keys: Object.keys(all),
    encrypted: encryptedKeys(Object.keys(all), [NAMESPACE, "aws"]),
  };
}
