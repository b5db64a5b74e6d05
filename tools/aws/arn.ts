/** What stands after the last slash of an ARN: `webapp-dev-backend:7` of a revision, the id of a task. */
export const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
