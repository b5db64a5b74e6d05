import * as pulumi from "@pulumi/pulumi";

import { encryptedKeys } from "./encryption";
import { folderProblems } from "./folders";
import { type Json, withPath } from "./paths";
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
  const read = (namespace: string): Json =>
    Object.entries(all)
      .map(([key, text]) => [key.slice(namespace.length + 1), text, key.startsWith(`${namespace}:`)] as const)
      .filter(([, , isInNamespace]) => isInNamespace)
      .reduce<Json>((config, [key, text]) => withKey(config, key, text), {});
  return {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    webapp: read(NAMESPACE),
    aws: read("aws"),
    keys: Object.keys(all),
    encrypted: encryptedKeys(Object.keys(all), [NAMESPACE, "aws"]),
  };
}

/** `pulumi new` can only ask for scalars, so a dotted key (`webapp:domain.name`) is a path; an empty answer is none. */
function withKey(config: Json, key: string, text: string): Json {
  if (!key.includes(".")) return withPath(config, key, parseValue(text));
  return text === "" ? config : withPath(config, key, parseScalar(text));
}

/** The CLI hands objects and lists over as JSON and everything else as a string. */
function parseValue(text: string): unknown {
  const value = parseScalar(text);
  return typeof value === "object" ? value : text;
}

function parseScalar(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
