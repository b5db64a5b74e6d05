import { type WebappConfig } from "../config/schema";
import { type ResourceKind } from "./kind";
import { variableOf } from "./variable";

/** Variables of a bucket: its name, and where it is served. */
export const bucketVariables = (name: string): { readonly bucket: string; readonly path: string } => ({
  bucket: variableOf(name, "BUCKET"),
  path: variableOf(name, "PATH"),
});

/** The provider's limit for the start of a bucket's name, which is the stack's, the thing's and two hyphens. */
const LONGEST_START = 37;

/** Buckets of the application. Their traffic goes through the S3 gateway endpoint, which every stack has. */
export const bucket: ResourceKind = {
  title: "a bucket",
  longestName: (prefix) => LONGEST_START - prefix.length - "--".length,
  things: ({ buckets }) => Object.keys(buckets).map((name) => ({ name, key: `buckets.${name}` })),
  variables: (name) => ["AWS_REGION", ...Object.values(bucketVariables(name))],
};

/** Buckets that pages of the application send files straight to. */
export const uploadBuckets = ({ buckets }: WebappConfig): string[] =>
  Object.entries(buckets)
    .filter(([, { cors }]) => cors === "same-origin")
    .map(([name]) => name);

/** The start of keys that a path at the edge serves: `uploads/` of `/uploads/*`. */
export const servedPrefix = (servedAt: string): string => servedAt.slice(1, -1);
