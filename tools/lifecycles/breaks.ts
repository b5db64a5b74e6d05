import { T } from "@toolkit/offline/aws-types";
import type { Settings } from "./rehearsal";

/** A mistake that the program's own tests, which never meet AWS's order of things, would let through. */
export interface Break {
  readonly mistake: string;
  readonly file: string;
  /** Text of the file, and what the mistake makes of it; every occurrence. */
  readonly from: string;
  readonly to: string;
  /** Settings of the dev stack on which it shows. */
  readonly settings?: Settings;
  /** What AWS takes long to make, which brings a missing dependency to light. */
  readonly late?: readonly string[];
  /** A change of the stack after its first deployment; without one, that deployment meets the mistake. */
  readonly then?: Settings;
  /** The rule that refuses, or an outage of the edge. */
  readonly caughtBy: { readonly rule: string } | { readonly outage: string };
}

const service = "components/compute/ecs-service.ts";

/** Ten and more, each caught by the rehearsal. */
export const breaks: readonly Break[] = [
  {
    mistake: "a service does not wait for its listener rule",
    file: service,
    from: "...(behind === undefined ? [] : [behind.listenerRule]),",
    to: "",
    late: [T.listenerRule],
    caughtBy: { rule: "service-needs-listener" },
  },
  {
    mistake: "a service does not wait for the rights of its roles",
    file: service,
    from: "...task.grants,",
    to: "",
    late: [T.rolePolicy],
    caughtBy: { rule: "service-needs-execution-policy" },
  },
  {
    mistake: "a service does not wait for its capacity providers",
    file: service,
    from: "args.capacityProviders,",
    to: "",
    late: [T.clusterCapacityProviders],
    caughtBy: { rule: "service-needs-capacity-providers" },
  },
  {
    mistake: "services do not wait for the way out of their subnets",
    file: "stacks/services.ts",
    from: "startAfter: [security, ...egress.ready],",
    to: "startAfter: [security],",
    late: [T.route],
    caughtBy: { rule: "service-needs-a-route-out" },
  },
  {
    mistake: "a NAT gateway does not wait for the internet gateway",
    file: "components/network/nat-gateway.ts",
    from: ", dependsOn: args.publicPath",
    to: "",
    settings: { "webapp:network.nat": "single" },
    late: [T.internetGateway],
    caughtBy: { rule: "nat-needs-internet-gateway" },
  },
  {
    mistake: "the trail does not wait for the policy of its bucket",
    file: "components/operations/audit-trail.ts",
    from: "dependsOn: [...ready, ...grants, topicPolicy]",
    to: "dependsOn: [...grants, topicPolicy]",
    settings: { "webapp:protection.auditTrail": "own" },
    late: [T.bucketPolicy],
    caughtBy: { rule: "trail-needs-bucket-policy" },
  },
  {
    mistake: "listeners and edge take a certificate that is not issued yet",
    file: "components/edge/certificate.ts",
    from: "this.arn = validation.certificateArn;",
    to: "this.arn = certificate.arn;",
    settings: { "webapp:domain": { name: "dev.example.com", zoneId: "Z0123456789EXAMPLE" } },
    late: [T.certificateValidation],
    caughtBy: { rule: "listener-certificate-is-issued" },
  },
  {
    mistake: "the firewall of the edge is in another region",
    file: "stacks/protection.ts",
    from: "region: EDGE_REGION,",
    to: 'region: "eu-west-1",',
    settings: { "webapp:protection.waf": true },
    caughtBy: { rule: "edge-acl-region" },
  },
  {
    mistake: "the site's bucket gets two policies",
    file: "components/edge/edge.ts",
    from: "    new aws.s3.BucketPolicy(\n      name,",
    to: "    new aws.s3.BucketPolicy(\n      `${name}-tls`,\n      { bucket: site.bucketName, policy: siteBucketPolicy(site.bucketArn, distribution.arn) },\n      { parent: this, dependsOn: [site.publicAccessBlock] },\n    );\n    new aws.s3.BucketPolicy(\n      name,",
    caughtBy: { rule: "one-policy-per-bucket" },
  },
  {
    mistake: "a target group has a fixed name, and its port changes",
    file: "components/compute/target-group.ts",
    from: '      targetType: "ip",',
    to: '      name: `webapp-${name}`,\n      targetType: "ip",',
    then: { "webapp:backend.port": 8081 },
    caughtBy: { rule: "target-group-is-unused" },
  },
  {
    mistake: "the distribution does not wait until every edge location has followed, and the flag is flipped",
    file: "components/edge/edge.ts",
    from: "waitForDeployment: true,",
    to: "waitForDeployment: false,",
    then: { "webapp:frontend": "spa" },
    caughtBy: { outage: "listener" },
  },
  {
    mistake: "the distribution does not wait for the service that will render its pages, and the flag is flipped",
    file: "components/edge/edge.ts",
    from: "dependsOn: [...args.ready],",
    to: "",
    settings: { "webapp:frontend": "spa" },
    late: [T.service],
    then: { "webapp:frontend": "ssr" },
    caughtBy: { outage: "a service behind" },
  },
];
