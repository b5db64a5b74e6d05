export { AppBucket, type AppBucketArgs } from "./app-bucket";
export { type BucketAccess, bucketStatements } from "./bucket-statements";
export { type BucketOpening, openBucket } from "./open-bucket";
