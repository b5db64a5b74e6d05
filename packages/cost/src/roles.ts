/** What a bucket holds, which decides how much is in it and whether it stays. */
export type BucketRole =
  /** Files that an edge serves. */
  | "site"
  /** Dumps of a database, one a day. */
  | "dumps"
  /** Access and flow logs. */
  | "logs"
  /** Records of CloudTrail. */
  | "audit"
  | "other";

/** What a caller knows of its program and no graph says, by logical name. */
export interface Roles {
  /** @default what the resources that point at the bucket say, else `other` */
  readonly buckets?: Readonly<Record<string, BucketRole>> | undefined;
}
