import { inputRule, isSet } from "../makers";
import type { Rule } from "../rule";

const PROVIDER = { type: "pulumi:providers:aws", severity: "low" } as const;

/** The provider, which every resource goes through. */
export const providerRules: readonly Rule[] = [
  inputRule({
    ...PROVIDER,
    id: "provider-tags",
    title: "Every resource says what it belongs to and who owns it",
    fix: "Set defaultTags of the provider (aws:defaultTags).",
    path: "defaultTags",
    accepts: isSet,
    good: '{"tags":{"Project":"shop"}}',
    bad: undefined,
  }),
  inputRule({
    ...PROVIDER,
    id: "provider-account",
    severity: "medium",
    title: "A stack is deployed to its own account only",
    fix: "Set allowedAccountIds of the provider (aws:allowedAccountIds).",
    path: "allowedAccountIds",
    accepts: isSet,
    good: '["123456789012"]',
    bad: undefined,
  }),
];
