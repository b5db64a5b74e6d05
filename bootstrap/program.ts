import * as pulumi from "@pulumi/pulumi";

import { partitionOf } from "../components/partition";
import { createProvider } from "../stacks/provider";
import { CiRoles } from "./components/ci-roles";
import { ServiceLinkedRoles } from "./components/service-linked-roles";
import { StateStore } from "./components/state-store";
import { type BootstrapConfig } from "./config";
import { namesOf, stackNamesOf } from "./names";
import { reviewNamesOf } from "./review-names";

/** What an account needs once; the outputs are what stacks and workflows are told. */
export function deployBootstrap(config: BootstrapConfig): Record<string, pulumi.Input<unknown>> {
  const { accountId, aws, project } = config;
  const provider = createProvider(aws);
  const account = { accountId, region: aws.region, partition: partitionOf(aws.region) };
  const names = namesOf(project, account);
  const opts: pulumi.ComponentResourceOptions = { providers: { aws: provider } };

  const store = new StateStore("state", { account, names }, opts);
  const stacks = config.github.environments.map((stack) => stackNamesOf(project, stack, account));
  const reviewStacks =
    config.reviewStacks === "none" ? undefined : { project, account, reviews: reviewNamesOf(project, account) };
  const ci = new CiRoles("ci", { ...config, account, names, stacks, reviewStacks, keyArn: store.keyArn }, opts);
  new ServiceLinkedRoles("service-linked-roles", { roles: config.serviceLinkedRoles }, opts);

  return {
    backendUrl: pulumi.interpolate`s3://${store.bucketName}?region=${aws.region}`,
    secretsProvider: `awskms://${names.keyAlias}?region=${aws.region}`,
    bootstrapBackendUrl: pulumi.interpolate`s3://${store.bootstrapBucketName}?region=${aws.region}`,
    ciRoles: names.rolePrefixArn,
    permissionsBoundary: ci.boundaryArn,
  };
}
