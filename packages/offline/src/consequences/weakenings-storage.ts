import { T } from "../aws-types";
import type { Weakening } from "./weakening";

/** A deletion that takes along what is inside. */
export const forced = (input: string, what: string): Weakening => ({
  input,
  destroys: "on",
  text: `${what} of {name} go with it once it is deleted`,
});

/** What rules of a bucket are called in a type; a rule covers what its filter says, and with another it is another rule. */
interface Expiry {
  readonly list: string;
  readonly off: NonNullable<Weakening["unless"]>;
  readonly current: string;
  /** Path of the days after which a version goes that was replaced. */
  readonly replaced: string;
}

const ruleOf = ({ list, off }: Pick<Expiry, "list" | "off">) => ({
  list,
  by: ["filter", "prefix", "tags"],
  unless: off,
});

const expiry = ({ current, replaced, ...rules }: Expiry): Weakening[] => {
  const rule = ruleOf(rules);
  const shorter = { ...rule, destroys: "lower", absent: Infinity } as const;
  return [
    { ...shorter, input: `${current}.days`, text: "objects of {name} older than {after} days (was {before})" },
    { ...rule, input: `${current}.date`, destroys: "setting", text: "objects of {name} after {after}" },
    { ...shorter, input: replaced, text: "replaced versions of objects of {name} after {after} days (was {before})" },
  ];
};

const versioning = (input: string): Weakening => ({
  input,
  destroys: "off",
  text: "objects of {name} that are overwritten or deleted from now on",
});

const off = { input: "enabled", is: false };
const inline = { list: "lifecycleRules", off, current: "expiration", replaced: "noncurrentVersionExpiration.days" };
const inlineV2 = { list: "lifecycleRules", off, current: "expirations", replaced: "noncurrentVersionExpirations.days" };

const rules = { list: "rules", off: { input: "status", is: "Disabled" }, current: "expiration" };
const lifecycle: Weakening[] = [
  ...expiry({ ...rules, replaced: "noncurrentVersionExpiration.noncurrentDays" }),
  {
    ...ruleOf(rules),
    input: "noncurrentVersionExpiration.newerNoncurrentVersions",
    destroys: "lower",
    absent: Infinity,
    text: "replaced versions of objects of {name} beyond {after} (was {before})",
  },
];

/** Buckets, repositories and what guards them. */
export const STORAGE_WEAKENINGS: Readonly<Record<string, readonly Weakening[]>> = {
  [T.bucket]: [forced("forceDestroy", "all objects"), versioning("versioning.enabled"), ...expiry(inline)],
  [T.bucketV2]: [forced("forceDestroy", "all objects"), versioning("versionings.enabled"), ...expiry(inlineV2)],
  [T.bucketVersioning]: [versioning("versioningConfiguration.status")],
  [T.bucketLifecycle]: lifecycle,
  [T.bucketLifecycleConfigurationV2]: lifecycle,
  [T.bucketObjectLock]: ["days", "years"].map((unit) => ({
    input: `rule.defaultRetention.${unit}`,
    destroys: "lower",
    absent: 0,
    text: `the lock of new objects of {name}: {after} ${unit} (was {before})`,
    none: "the lock of new objects of {name}",
  })),
  [T.repository]: [forced("forceDelete", "all images")],
  [T.repositoryLifecycle]: [
    {
      list: "policy.rules",
      by: ["selection.tagStatus", "selection.countType"],
      input: "selection.countNumber",
      destroys: "lower",
      absent: Infinity,
      text: "images of {name} beyond {after} (was {before}) ({part})",
    },
  ],
};
