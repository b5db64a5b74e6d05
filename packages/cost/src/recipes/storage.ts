import { T } from "@toolkit/offline/aws-types";
import { type CostComponent } from "../cost-component";
import { CostError } from "../errors";
import { archiveSteadyState, STORAGE_CLASSES, type StorageClass, type StorageClassName } from "../formulas/archive";
import { type CostResource } from "../graph-view";
import { bucketRole } from "./bucket-roles";
import { copyRecipes } from "./copies";
import { dumpsPerMonth } from "./dumps";
import { flag, number, object, objects, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext, type ServiceRecipes } from "./recipe";

const DEFAULT_KEPT_DAYS = 365;
/** Log files of load balancers, edge and trail arrive compressed, about this size each. */
const LOG_OBJECT_MB = 1;

interface Lifecycle {
  readonly transitionAfterDays: number | undefined;
  readonly expireAfterDays: number;
  readonly storageClass: StorageClass;
}

/** The first transition and the longest expiry among the bucket's rules. */
function lifecycleOf(bucket: CostResource, context: RecipeContext): Lifecycle {
  const rules = [
    ...context.graph.dependents(bucket.urn, T.bucketLifecycle),
    ...context.graph.dependents(bucket.urn, T.bucketLifecycleConfigurationV2),
  ]
    .flatMap(({ inputs }) => objects(inputs, "rules"))
    .filter((rule) => text(rule, "status") !== "Disabled");
  const transitions = rules.flatMap((rule) => objects(rule, "transitions"));
  const [transition = {}] = transitions;
  if (transitions.length > 1) context.note("of its transitions the first is priced");
  const expiries = rules.flatMap((rule) => number(object(rule, "expiration"), "days") ?? []);
  return {
    transitionAfterDays: number(transition, "days"),
    expireAfterDays: expiries.length > 0 ? Math.max(...expiries) : DEFAULT_KEPT_DAYS,
    storageClass: storageClassOf(text(transition, "storageClass") ?? "STANDARD"),
  };
}

function storageClassOf(wanted: string): StorageClass {
  if (wanted in STORAGE_CLASSES) return STORAGE_CLASSES[wanted as StorageClassName];
  throw new CostError(`storage class "${wanted}" is none of ${Object.keys(STORAGE_CLASSES).join(", ")}`);
}

/** Objects that arrive all month and go by the lifecycle, once as many expire as arrive. */
function arriving(bucket: CostResource, context: RecipeContext, objectGb: number, perMonth: number): CostComponent[] {
  const plan = lifecycleOf(bucket, context);
  const steady = archiveSteadyState({ ...plan, objectGb, objectsPerMonth: perMonth });
  const name = plan.storageClass.key;
  return [
    context.perUse("Storage (Standard)", "s3.standard.gb", steady.standardGb),
    context.perUse("Writes", "s3.standard.put1k", perMonth / 1000),
    ...(steady.archiveGb > 0
      ? [
          context.perUse(`Storage (${name})`, `s3.${name}.gb`, steady.archiveGb),
          context.perUse(`Transitions (${name})`, `s3.${name}.put1k`, steady.transitionsPerMonth / 1000),
        ]
      : []),
  ];
}

function logs(bucket: CostResource, context: RecipeContext, gbPerMonth: number): CostComponent[] {
  const objectGb = LOG_OBJECT_MB / 1024;
  return arriving(bucket, context, objectGb, gbPerMonth / objectGb);
}

/** Objects that stay, and their older versions in a versioned bucket. */
function keptObjects(bucket: CostResource, context: RecipeContext, gb: number): CostComponent[] {
  const current = context.perUse("Storage (Standard)", "s3.standard.gb", gb);
  if (!isVersioned(bucket, context)) return [current];
  const older = (gb * context.usage.storage.olderVersionsPercent) / 100;
  return [current, context.perUse("Older versions", "s3.standard.gb", older)];
}

function isVersioned(bucket: CostResource, { graph }: RecipeContext): boolean {
  const settings = [T.bucketVersioning, "aws:s3/bucketVersioningV2:BucketVersioningV2"].flatMap((type) =>
    graph.dependents(bucket.urn, type),
  );
  const own = object(bucket.inputs, "versioning");
  return (
    flag(own, "enabled") ||
    settings.some(({ inputs }) => object(inputs, "versioningConfiguration").status === "Enabled")
  );
}

/** Request metrics are custom metrics, sixteen for each filter. Source: Amazon S3 user guide, "Metrics and dimensions". */
const REQUEST_METRICS = 16;

const bucketMetric: Recipe = (_, context) => [context.fixed("Request metrics", "cw.metric", REQUEST_METRICS)];

const bucket: Recipe = (resource, context) => {
  const { usage, load } = context;
  switch (bucketRole(resource, context)) {
    case "dumps":
      return arriving(resource, context, usage.backup.dumpGb, dumpsPerMonth(resource, context));
    case "logs":
      return logs(resource, context, usage.logs.accessLogGb);
    case "audit":
      return logs(resource, context, usage.logs.auditGb);
    case "other":
      return [
        ...keptObjects(resource, context, usage.storage.otherGb),
        context.perUse("Writes", "s3.standard.put1k", usage.storage.otherWrites / 1000),
        context.perUse("Reads", "s3.standard.get1k", usage.storage.otherReads / 1000),
      ];
    case "site":
      return [
        ...keptObjects(resource, context, usage.storage.siteGb),
        // Hashed files stay at the edge for a year, so about one view in twenty is fetched from the bucket.
        context.perUse(
          "Reads by the edge",
          "s3.standard.get1k",
          (load.edgeRequests - load.dynamicRequests) / 20 / 1000,
        ),
      ];
  }
};

export const storage: ServiceRecipes = {
  service: "Storage",
  recipes: {
    [T.bucket]: bucket,
    [T.bucketV2]: bucket,
    "aws:s3/bucketMetric:BucketMetric": bucketMetric,
    ...copyRecipes.bucket,
    ...freeAll(
      "aws:s3",
      [
        "bucketPolicy:BucketPolicy",
        "bucketPublicAccessBlock:BucketPublicAccessBlock",
        "bucketOwnershipControls:BucketOwnershipControls",
        "bucketVersioning:BucketVersioning",
        "bucketVersioningV2:BucketVersioningV2",
        "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
        "bucketLogging:BucketLogging",
        "bucketLoggingV2:BucketLoggingV2",
        "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
        "bucketNotification:BucketNotification",
        "bucketCorsConfiguration:BucketCorsConfiguration",
        "bucketCorsConfigurationV2:BucketCorsConfigurationV2",
        "bucketAcl:BucketAcl",
        "bucketAclV2:BucketAclV2",
        "accountPublicAccessBlock:AccountPublicAccessBlock",
      ],
      "settings of the bucket, free",
    ),
    ...freeAll(
      "aws:s3",
      ["bucketObject:BucketObject", "bucketObjectv2:BucketObjectv2"],
      "storage is priced at the bucket",
    ),
  },
};
