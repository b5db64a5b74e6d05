import type { Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import { shown, type Properties } from "../protocol/values";
import { holds, proof, type Attempt, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

/** Deleting something before and after an input allows it. */
function allowedBy(aws: Scenario, kept: Resource, changes: Properties): Attempt {
  return {
    refused: () => {
      aws.remove(kept);
    },
    accepted: () => {
      aws.change(kept, changes);
      aws.remove(kept);
    },
  };
}

const arnOf = (resource: Resource): string => shown(resource.outputs.arn);
const nameOf = (resource: Resource): string => shown(resource.outputs.name);

const distribution = (aws: Scenario, more: Properties): Resource =>
  aws.make(T.distribution, stage.distributionInputs(more));
const behaviour = (more: Properties): Properties => ({ defaultCacheBehavior: { targetOriginId: "site", ...more } });

const database = (aws: Scenario, more: Properties = {}): Resource =>
  aws.make(T.databaseInstance, { ...stage.databaseInputs(aws, stage.network(aws)), ...more }, "db");

const locked = "2030-01-01T00:00:00Z";

const serviceProofs: readonly Proof[] = [
  proof("listener-is-unused", (aws) => {
    const { listener, targets, inputs } = stage.serviceStage(aws);
    const rule = aws.make(T.listenerRule, { listenerArn: listener.id, priority: 1, actions: stage.forwardTo(targets) });
    const advanced = { alternateTargetGroupArn: targets.id, productionListenerRule: rule.id };
    const service = aws.make(T.service, {
      ...inputs,
      loadBalancers: [
        { targetGroupArn: targets.id, containerName: "web", containerPort: 8080, advancedConfiguration: advanced },
      ],
    });
    return holds(aws, rule, service);
  }),
  proof("cluster-has-no-services", (aws) => {
    const { cluster, inputs } = stage.serviceStage(aws);
    return holds(aws, cluster, aws.make(T.service, inputs));
  }),
  proof("capacity-providers-are-unused", (aws) => {
    const { providers, inputs } = stage.serviceStage(aws);
    return holds(aws, providers, aws.make(T.service, inputs));
  }),
  proof("capacity-provider-stays-while-used", (aws) => {
    const { providers, inputs } = stage.serviceStage(aws);
    const service = aws.make(T.service, inputs);
    const drop = (): unknown => aws.change(providers, { capacityProviders: ["FARGATE_SPOT"] });
    return {
      refused: drop,
      accepted: () => {
        aws.remove(service);
        drop();
      },
    };
  }),
  proof("capacity-provider-is-not-associated", (aws) => {
    const provider = aws.make(T.capacityProvider);
    return holds(
      aws,
      provider,
      aws.make(T.clusterCapacityProviders, {
        clusterName: nameOf(aws.make(T.cluster)),
        capacityProviders: [nameOf(provider)],
      }),
    );
  }),
  proof("role-has-no-policies", (aws) => {
    const { executionRole, executionPolicy } = stage.serviceStage(aws);
    return holds(aws, executionRole, executionPolicy);
  }),
  proof("role-policy-outlives-service", (aws) => {
    const { executionPolicy, inputs } = stage.serviceStage(aws);
    return holds(aws, executionPolicy, aws.make(T.service, inputs));
  }),
  proof("service-scales-no-more", (aws) => {
    const { inputs, cluster } = stage.serviceStage(aws);
    const service = aws.make(T.service, { ...inputs, name: "web" });
    const resourceId = `service/${nameOf(cluster)}/web`;
    return holds(
      aws,
      service,
      aws.make(T.scalingTarget, { resourceId, serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount" }),
    );
  }),
  proof("instance-profile-is-unused", (aws) => {
    const profile = aws.make(T.instanceProfile);
    return holds(aws, profile, aws.make(T.launchTemplate, { iamInstanceProfile: { name: nameOf(profile) } }));
  }),
  proof("cache-subnet-group-is-unused", (aws) => {
    const subnets = aws.make(T.cacheSubnets, { name: "cache" });
    return holds(aws, subnets, aws.make(T.cacheGroup, { description: "cache", subnetGroupName: nameOf(subnets) }));
  }),
  proof("cache-parameter-group-is-unused", (aws) => {
    const parameters = aws.make(T.cacheParameters, { name: "cache", family: "valkey8" });
    const user = { description: "cache", parameterGroupName: nameOf(parameters) };
    return holds(aws, parameters, aws.make(T.cacheGroup, user));
  }),
  proof("event-rule-has-no-targets", (aws) => {
    const rule = aws.make(T.eventRule, { scheduleExpression: "rate(1 day)" });
    const machine = "arn:aws:states:us-east-1:123456789012:stateMachine:redeploy";
    return holds(aws, rule, aws.make(T.eventTarget, { rule: nameOf(rule), arn: machine }));
  }),
];

const balancerProofs: readonly Proof[] = [
  proof("balancer-is-unprotected", (aws) => {
    const front = stage.balancer(aws, stage.network(aws), { enableDeletionProtection: true });
    return allowedBy(aws, front, { enableDeletionProtection: false });
  }),
  proof("target-group-is-unused", (aws) => {
    const { targets, listener } = stage.serviceStage(aws);
    return holds(aws, targets, listener);
  }),
  proof("certificate-is-unused", (aws) => {
    const certificate = stage.issuedCertificate(aws);
    return holds(aws, certificate, distribution(aws, { viewerCertificate: { acmCertificateArn: certificate.id } }));
  }),
  proof("origin-access-is-unused", (aws) => {
    const access = aws.make(T.originAccess);
    return holds(
      aws,
      access,
      distribution(aws, {
        origins: [{ originId: "site", domainName: "site.s3.amazonaws.com", originAccessControlId: access.id }],
      }),
    );
  }),
  proof("edge-function-is-unused", (aws) => {
    const rewrite = aws.make(T.edgeFunction, { code: "function handler(event) { return event.request; }" });
    return holds(
      aws,
      rewrite,
      distribution(aws, behaviour({ functionAssociations: [{ functionArn: arnOf(rewrite) }] })),
    );
  }),
  proof("key-value-store-is-unused", (aws) => {
    const store = aws.make(T.keyValueStore, { name: "releases" });
    const code = "async function handler(event) { return event.request; }";
    return holds(aws, store, aws.make(T.edgeFunction, { code, keyValueStoreAssociations: [arnOf(store)] }));
  }),
  proof("headers-policy-is-unused", (aws) => {
    const policy = aws.make(T.responseHeaders);
    return holds(aws, policy, distribution(aws, behaviour({ responseHeadersPolicyId: policy.id })));
  }),
  proof("vpc-origin-is-unused", (aws) => {
    const origin = aws.make(T.vpcOrigin, {
      vpcOriginEndpointConfig: { arn: stage.balancer(aws, stage.network(aws)).id },
    });
    return holds(
      aws,
      origin,
      distribution(aws, {
        origins: [{ originId: "site", domainName: "api.internal", vpcOriginConfig: { vpcOriginId: origin.id } }],
      }),
    );
  }),
  proof("web-acl-is-unused", (aws) => {
    const acl = aws.make(T.webAcl, { scope: "CLOUDFRONT" });
    return holds(aws, acl, distribution(aws, { webAclId: arnOf(acl) }));
  }),
  proof("ip-set-is-unused", (aws) => {
    const set = aws.make(T.ipSet, { scope: "REGIONAL" });
    const rules = [{ name: "blocked", priority: 1, statement: { ipSetReferenceStatement: { arn: arnOf(set) } } }];
    return holds(aws, set, aws.make(T.webAcl, { scope: "REGIONAL", rules }));
  }),
  proof("zone-is-empty", (aws) => {
    const zone = aws.make(T.zone, { name: "example.com" });
    return holds(aws, zone, aws.make(T.record, { zoneId: zone.id, name: "app.example.com", type: "A" }));
  }),
];

const dataProofs: readonly Proof[] = [
  proof("subnet-group-is-unused", (aws) => {
    const made = database(aws);
    const [group] = aws.account.all(T.databaseSubnets);
    if (group === undefined) throw new Error("the stage has no subnet group");
    return holds(aws, group, made);
  }),
  proof("parameter-group-is-unused", (aws) => {
    const made = database(aws);
    const [group] = aws.account.all(T.databaseParameters);
    if (group === undefined) throw new Error("the stage has no parameter group");
    return holds(aws, group, made);
  }),
  proof("key-is-unused", (aws) => {
    const key = aws.make(T.key);
    return holds(aws, key, database(aws, { kmsKeyId: arnOf(key), storageEncrypted: true }));
  }),
  proof("database-is-unprotected", (aws) =>
    allowedBy(aws, database(aws, { deletionProtection: true }), { deletionProtection: false }),
  ),
  proof("final-snapshot-has-a-name", (aws) =>
    allowedBy(aws, database(aws, { skipFinalSnapshot: false }), { finalSnapshotIdentifier: "db-final" }),
  ),
  proof("final-snapshot-name-is-free", (aws) => {
    const kept = { skipFinalSnapshot: false, finalSnapshotIdentifier: "db-final" };
    aws.remove(database(aws, kept));
    return allowedBy(aws, database(aws, kept), { finalSnapshotIdentifier: "db-final-2" });
  }),
  proof("bucket-is-empty", (aws) => {
    const bucket = stage.bucket(aws);
    aws.make(T.bucketObject, { bucket: bucket.id, key: "page.html" });
    return allowedBy(aws, bucket, { forceDestroy: true });
  }),
  proof("bucket-holds-no-locked-objects", (aws) => {
    const bucket = stage.bucket(aws, { forceDestroy: true });
    const dump = aws.make(T.bucketObject, { bucket: bucket.id, key: "dump.sql.gz", objectLockRetainUntilDate: locked });
    return {
      refused: () => {
        aws.remove(bucket);
      },
      accepted: () => {
        aws.account.remove(dump);
        aws.remove(bucket);
      },
    };
  }),
  proof("repository-is-empty", (aws) => {
    const repository = aws.make(T.repository);
    aws.make(T.image, { tags: [`${shown(repository.outputs.repositoryUrl)}:v1`] });
    return allowedBy(aws, repository, { forceDelete: true });
  }),
  proof("bucket-policy-outlives-writers", (aws) => {
    const bucket = stage.bucket(aws).id;
    const policy = aws.make(T.bucketPolicy, {
      bucket,
      policy: stage.allow("cloudtrail.amazonaws.com", "s3:PutObject"),
    });
    return holds(aws, policy, aws.make(T.trail, { s3BucketName: bucket }));
  }),
];

export const deletionProofs: readonly Proof[] = [...serviceProofs, ...balancerProofs, ...dataProofs];
