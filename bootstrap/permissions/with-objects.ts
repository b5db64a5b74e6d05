/** The ARNs of a bucket and of all that it holds. */
export const withObjects = (bucketArn: string): string[] => [bucketArn, `${bucketArn}/*`];
