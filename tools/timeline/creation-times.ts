import type { GraphResource } from "@toolkit/offline/graph";

/** How long AWS typically takes to create something, and who says so. */
export interface CreationTime {
  readonly seconds: number;
  readonly source: string;
}

type Rule = CreationTime | ((resource: GraphResource) => CreationTime);

const time = (seconds: number, source: string): CreationTime => ({ seconds, source });

const EXPERIENCE = "usual in deployment logs; AWS promises nothing";

/** Types that take noticeably long; everything else is an API call of about two seconds. */
const rules: Readonly<Record<string, Rule>> = {
  "aws:rds/instance:Instance": ({ inputs }) =>
    inputs.multiAz === true
      ? time(1200, "15 to 30 minutes are usual for Multi-AZ; AWS promises nothing")
      : time(480, "about half of Multi-AZ; AWS promises nothing"),
  "aws:cloudfront/distribution:Distribution": time(300, "5 to 15 minutes are usual to reach every edge location"),
  "aws:cloudfront/vpcOrigin:VpcOrigin": time(
    360,
    "CloudFront developer guide: up to 15 minutes to deploy a VPC origin",
  ),
  "aws:cloudfront/function:Function": time(5, EXPERIENCE),
  "aws:lb/loadBalancer:LoadBalancer": time(150, EXPERIENCE),
  "aws:ecs/service:Service": time(
    90,
    "23 s to start a small image (from AWS's figures for scaling), two health checks, the steady state",
  ),
  "aws:ecs/cluster:Cluster": time(11, EXPERIENCE),
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": time(11, EXPERIENCE),
  "aws:ecs/capacityProvider:CapacityProvider": time(5, EXPERIENCE),
  "aws:autoscaling/group:Group": time(15, "no instance is waited for"),
  "aws:ec2/natGateway:NatGateway": time(110, EXPERIENCE),
  "aws:ec2/instance:Instance": time(25, EXPERIENCE),
  "aws:ec2/vpc:Vpc": time(12, EXPERIENCE),
  "aws:ec2/subnet:Subnet": time(3, EXPERIENCE),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ inputs }) =>
    inputs.vpcEndpointType === "Interface" ? time(90, EXPERIENCE) : time(7, EXPERIENCE),
  "aws:acm/certificateValidation:CertificateValidation": time(120, "ACM user guide: minutes once the record is there"),
  "aws:route53/record:Record": time(40, "Route 53 reports INSYNC within 60 seconds"),
  "aws:route53/zone:Zone": time(40, "Route 53 reports INSYNC within 60 seconds"),
  "aws:kms/key:Key": time(12, "the provider waits for the policy to be readable"),
  "aws:wafv2/webAcl:WebAcl": time(8, EXPERIENCE),
  "aws:wafv2/webAclAssociation:WebAclAssociation": time(
    30,
    "retried while AWS WAF does not find the load balancer (hashicorp/terraform-provider-aws#17527)",
  ),
  "aws:iam/role:Role": time(3, EXPERIENCE),
  "aws:iam/instanceProfile:InstanceProfile": time(8, "the provider waits until EC2 sees it"),
  "aws:cloudtrail/trail:Trail": time(5, EXPERIENCE),
  "aws:backup/vault:Vault": time(5, EXPERIENCE),
  "aws:sfn/stateMachine:StateMachine": time(8, EXPERIENCE),
  "awsx:ecr:Image": time(120, "a small image, built and pushed"),
  "random:index/randomId:RandomId": time(0, "computed by Pulumi"),
  "random:index/randomPassword:RandomPassword": time(0, "computed by Pulumi"),
};

const API_CALL = time(2, "one API call");
const NOTHING = time(0, "a component or provider");

/** Typical creation time of a resource; zero for what is not made in AWS. */
export function creationTime(resource: GraphResource): CreationTime {
  if ((!resource.custom && !resource.remote) || resource.type.startsWith("pulumi:")) return NOTHING;
  const rule = rules[resource.type] ?? API_CALL;
  return typeof rule === "function" ? rule(resource) : rule;
}

/** Types with a creation time of their own, for the test that none of them is misspelt. */
export const timedTypes: readonly string[] = Object.keys(rules);
