import * as pulumi from "@pulumi/pulumi";

import { getPath, type Json } from "./paths";
import { type Problem } from "./problems";

/** Whether the stack file encrypts a value or a part of it; exported by the SDK, without a type. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean };

/** The keys of namespaces that hold something encrypted; a dotted key is a path, so its first key does. */
export function encryptedKeys(keys: readonly string[], namespaces: readonly string[]): string[] {
  const read = keys.filter((key) => namespaces.some((namespace) => key.startsWith(`${namespace}:`)));
  return [...new Set(read.filter((key) => isConfigSecret(key)).map((key) => key.replace(/\..*/, "")))];
}

/**
 * Keys that hold a value which may be encrypted, with its path in them. All others decide what is made, or stand in
 * names and ARNs, so encryption would hide nothing.
 */
export const ENCRYPTABLE = {
  "webapp:backend": "environment",
  "webapp:ssr": "environment",
  "webapp:services": "environment",
  "webapp:workers": "environment",
  "webapp:jobs": "environment",
  "webapp:alerts": "email",
  "aws:assumeRoles": "externalId",
} as const;

type EncryptableKey = keyof typeof ENCRYPTABLE;

/** Keys that hold such values by name. */
const BY_NAME = ["webapp:services", "webapp:workers", "webapp:jobs"];

const pathIn = (key: string): string | undefined => ENCRYPTABLE[key as EncryptableKey];

/** Keys that are encrypted although nothing in them may be. */
export function encryptionProblems(encrypted: readonly string[], raw: Readonly<Record<string, Json>>): Problem[] {
  return encrypted.flatMap((key) => {
    const [namespace = "", section = ""] = key.split(":");
    const path = pathIn(key);
    const value = raw[namespace]?.[section];
    const holds = itemsOf(key, value).some((item) => isSet(item, path));
    if (holds) return [];
    const fix =
      path === undefined
        ? "cannot be encrypted: it stands in names and settings that AWS and Pulumi's state show; set it without --secret"
        : `can only have ${path} encrypted: set the rest without --secret`;
    return [{ key, fix }];
  });
}

function itemsOf(key: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return BY_NAME.includes(key) && typeof value === "object" && value !== null ? Object.values(value) : [value];
}

const isSet = (value: unknown, path: string | undefined): boolean => {
  const found = path === undefined ? undefined : getPath(value, path);
  return typeof found === "object" && found !== null ? Object.keys(found).length > 0 : found !== undefined;
};

/** Problems without the values that the stack file encrypts, which would else stand in a log. */
export function withoutSecrets(problems: readonly Problem[], encrypted: readonly string[]): Problem[] {
  return problems.map((problem) =>
    encrypted.some((key) => problem.key === key || problem.key.startsWith(`${key}.`)) && problem.value !== undefined
      ? { ...problem, value: "[secret]" }
      : problem,
  );
}
