import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "@toolkit/rehearsal/aws/account";
import type { Properties } from "@toolkit/rehearsal/protocol/values";
import type { Caller } from "./caller";

export const ACCOUNT = "123456789012";
export const arn = (service: string, resource: string, region = "us-east-1"): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
export const boundary = (stack: string): string => arn("iam", `policy/ci-webapp-boundary-${stack}`, "");
export const tagsOf = (stack: string, project = "webapp"): Properties => ({ Environment: stack, Project: project });
export const anybody = JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } });
export const tasks = JSON.stringify({
  Statement: { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
});

export const key = (admin: Caller, stack: string, project?: string): Resource =>
  admin.make(T.key, { description: "key", tags: tagsOf(stack, project) });
export const secret = (admin: Caller, name: string, tags: Properties): Resource => admin.make(T.secret, { name, tags });
export const bucketPolicy = (bucket: string) => (attacker: Caller) =>
  attacker.make(T.bucketPolicy, { bucket, policy: anybody });
export const keyPolicy = (keyId: string) => (attacker: Caller) =>
  attacker.make("aws:kms/keyPolicy:KeyPolicy", { keyId, policy: anybody });
export const stateOf = (bucket: string, path: string) => (attacker: Caller) =>
  attacker.make(T.bucketObject, { bucket, key: `.pulumi/stacks/${path}.json`, content: "{}" });
export const role = (name: string, permissionsBoundary?: string) => (attacker: Caller) =>
  attacker.make(T.role, {
    name,
    assumeRolePolicy: tasks,
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
  });
export const ownRole = (admin: Caller): Resource => role("webapp-dev-task", boundary("dev"))(admin);
export const trail = (admin: Caller): Resource =>
  admin.make(T.trail, { name: "webapp-prod-audit", s3BucketName: "logs", tags: tagsOf("prod") });
export const task = (taskRoleArn: string) => (attacker: Caller) =>
  attacker.make(T.taskDefinition, {
    family: "webapp-dev-x",
    containerDefinitions: "[]",
    taskRoleArn,
    tags: tagsOf("dev"),
  });
export const getSecret = (secretId: string) => (attacker: Caller) => {
  attacker.lookUp("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId });
};
