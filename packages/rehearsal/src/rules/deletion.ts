import { T } from "@toolkit/offline/aws-types";
import { imagesIn } from "../aws/effects";
import { byArn, lastPart, record, records, text, texts, shown } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, pages } from "./sources";

const named = ({ inputs }: RuleContext): string => text(inputs.name) ?? "";

/** Services and stores refuse to be deleted while they are used, not empty, or protected. */
export const deletionRules: readonly Rule[] = [
  {
    id: "balancer-is-unprotected",
    source: api.elb("DeleteLoadBalancer"),
    on: ["delete"],
    types: [T.loadBalancer],
    refuse: ({ inputs, current }) =>
      inputs.enableDeletionProtection === true
        ? `OperationNotPermitted: Load balancer '${shown(current?.id)}' cannot be deleted because deletion protection is enabled`
        : undefined,
  },
  {
    id: "cluster-has-no-services",
    source: api.ecs("DeleteCluster"),
    on: ["delete"],
    types: [T.cluster],
    refuse: (context) => {
      const services = context.account
        .all(T.service)
        .filter(({ inputs }) => lastPart(inputs.cluster) === named(context));
      return services.length === 0
        ? undefined
        : "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active.";
    },
  },
  {
    id: "capacity-providers-are-unused",
    source: api.ecs("PutClusterCapacityProviders"),
    on: ["delete"],
    types: [T.clusterCapacityProviders],
    refuse: ({ account, inputs }) => {
      const services = account
        .all(T.service)
        .filter(
          (service) =>
            lastPart(service.inputs.cluster) === inputs.clusterName &&
            records(service.inputs.capacityProviderStrategies).length > 0,
        );
      return services.length === 0
        ? undefined
        : "ResourceInUseException: The specified capacity provider is in use and cannot be removed.";
    },
  },
  {
    id: "capacity-provider-stays-while-used",
    source: api.ecs("PutClusterCapacityProviders", "ResourceInUseException"),
    on: ["update"],
    types: [T.clusterCapacityProviders],
    refuse: ({ account, inputs, current }) => {
      const kept = texts(inputs.capacityProviders);
      const removed = texts(current?.inputs.capacityProviders).filter((name) => !kept.includes(name));
      const isUsed = account
        .all(T.service)
        .filter((service) => lastPart(service.inputs.cluster) === inputs.clusterName)
        .flatMap((service) => records(service.inputs.capacityProviderStrategies))
        .some(({ capacityProvider }) => removed.includes(text(capacityProvider) ?? ""));
      return isUsed
        ? "ResourceInUseException: The specified capacity provider is in use and cannot be removed."
        : undefined;
    },
  },
  {
    id: "capacity-provider-is-not-associated",
    source: api.ecs("DeleteCapacityProvider"),
    on: ["delete"],
    types: [T.capacityProvider],
    refuse: (context) => {
      const used = context.account
        .all(T.clusterCapacityProviders)
        .some(({ inputs }) => texts(inputs.capacityProviders).includes(named(context)));
      return used
        ? "InvalidParameterException: The specified capacity provider is in use and cannot be deleted."
        : undefined;
    },
  },
  {
    id: "role-has-no-policies",
    source: api.iam("DeleteRole"),
    on: ["delete"],
    types: [T.role],
    refuse: (context) => {
      const uses = (type: string): boolean =>
        context.account.all(type).some(({ inputs }) => lastPart(inputs.role) === named(context));
      if (uses(T.rolePolicyAttachment)) return "DeleteConflict: Cannot delete entity, must detach all policies first.";
      if (uses(T.rolePolicy)) return "DeleteConflict: Cannot delete entity, must delete policies first.";
      return uses(T.instanceProfile)
        ? "DeleteConflict: Cannot delete entity, must remove roles from instance profile first."
        : undefined;
    },
  },
  {
    id: "role-policy-outlives-service",
    source: pages.ecsService,
    on: ["delete"],
    types: [T.rolePolicy, T.rolePolicyAttachment],
    refuse: ({ account, inputs }) => {
      const role = lastPart(inputs.role);
      const service = account.all(T.service).find((candidate) => {
        const definition = byArn(account, T.taskDefinition, candidate.inputs.taskDefinition);
        return lastPart(definition?.inputs.executionRoleArn) === role;
      });
      return service === undefined
        ? undefined
        : `timeout while waiting for ${service.id} to become 'INACTIVE' (last state: 'DRAINING'): its execution role ${role} lost its policy`;
    },
  },
  {
    id: "database-is-unprotected",
    source: api.rds("DeleteDBInstance"),
    on: ["delete"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.deletionProtection === true
        ? "InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try again."
        : undefined,
  },
  {
    id: "final-snapshot-has-a-name",
    source: pages.databaseInstance,
    on: ["delete"],
    types: [T.databaseInstance],
    refuse: ({ inputs }) =>
      inputs.skipFinalSnapshot === true || text(inputs.finalSnapshotIdentifier) !== undefined
        ? undefined
        : "final_snapshot_identifier is required when skip_final_snapshot is false",
  },
  {
    id: "final-snapshot-name-is-free",
    source: api.rds("DeleteDBInstance"),
    on: ["delete"],
    types: [T.databaseInstance],
    refuse: ({ account, inputs }) => {
      const name = text(inputs.finalSnapshotIdentifier);
      const taken = inputs.skipFinalSnapshot !== true && account.leftovers("snapshot").some(({ id }) => id === name);
      return taken
        ? `DBSnapshotAlreadyExists: Cannot create the snapshot because a snapshot with the identifier ${shown(name)} already exists.`
        : undefined;
    },
  },
  {
    id: "bucket-is-empty",
    source: api.s3("DeleteBucket"),
    on: ["delete"],
    types: [T.bucket],
    refuse: ({ account, inputs, current }) =>
      inputs.forceDestroy !== true && account.where(T.bucketObject, "bucket", current?.id).length > 0
        ? "BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket."
        : undefined,
  },
  {
    id: "bucket-holds-no-locked-objects",
    source: pages.objectLock,
    on: ["delete"],
    types: [T.bucket, T.bucketObject],
    refuse: ({ account, current, type }) => {
      const objects =
        type === T.bucketObject
          ? current === undefined
            ? []
            : [current]
          : account.where(T.bucketObject, "bucket", current?.id);
      const locked = objects.find(({ inputs }) => text(inputs.objectLockRetainUntilDate) !== undefined);
      return locked === undefined
        ? undefined
        : `AccessDenied: Access Denied because object protected by object lock. (${locked.id}, until ${shown(locked.inputs.objectLockRetainUntilDate)})`;
    },
  },
  {
    id: "repository-is-empty",
    source: api.ecr("DeleteRepository"),
    on: ["delete"],
    types: [T.repository],
    refuse: ({ account, inputs, current }) =>
      inputs.forceDelete !== true && imagesIn(account, current?.outputs.repositoryUrl).length > 0
        ? `RepositoryNotEmptyException: The repository with name '${shown(inputs.name)}' in registry with id '${account.accountId}' cannot be deleted because it still contains images`
        : undefined,
  },
  {
    id: "zone-is-empty",
    source: api.route53("DeleteHostedZone"),
    on: ["delete"],
    types: [T.zone],
    refuse: ({ account, inputs, current }) =>
      inputs.forceDestroy !== true && account.where(T.record, "zoneId", current?.id).length > 0
        ? "HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted."
        : undefined,
  },
  {
    id: "service-scales-no-more",
    source: api.scaling("DeregisterScalableTarget", "the target must go first"),
    on: ["delete"],
    types: [T.service],
    refuse: ({ account, inputs }) => {
      const resourceId = `service/${lastPart(inputs.cluster)}/${shown(inputs.name)}`;
      return account.where(T.scalingTarget, "resourceId", resourceId).length > 0
        ? `InvalidParameterException: ${resourceId} is still registered as a scalable target`
        : undefined;
    },
  },
  {
    id: "bucket-policy-outlives-writers",
    source: pages.trailBucket,
    on: ["delete"],
    types: [T.bucketPolicy],
    refuse: ({ account, inputs }) => {
      const trails = account.where(T.trail, "s3BucketName", text(inputs.bucket));
      const balancers = account
        .all(T.loadBalancer)
        .filter(
          (balancer) =>
            record(balancer.inputs.accessLogs).bucket === inputs.bucket &&
            record(balancer.inputs.accessLogs).enabled === true,
        );
      const writer = [...trails, ...balancers][0];
      return writer === undefined
        ? undefined
        : `Access Denied for bucket: ${shown(inputs.bucket)}: ${writer.id} still writes its logs there`;
    },
  },
];
