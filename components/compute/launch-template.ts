import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { RESERVED_MEMORY } from "./instance-types";

export interface LaunchTemplateArgs {
  readonly clusterName: pulumi.Input<string>;
  /** Systems Manager parameter of the machine image. */
  readonly imageParameter: string;
  readonly profile: aws.iam.InstanceProfile;
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Size of the root volume in GiB. */
  readonly diskGb: number;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * How an instance for ECS tasks starts: the newest ECS-optimized image at that moment, IMDSv2 only and out of the
 * reach of containers, an encrypted gp3 disk, no public address and no SSH key.
 */
export function createLaunchTemplate(
  name: string,
  args: LaunchTemplateArgs,
  opts: { parent: pulumi.Resource },
): aws.ec2.LaunchTemplate {
  const tagSpecifications = ["instance", "volume"].map((resourceType) => ({ resourceType, tags: { ...args.tags } }));
  return new aws.ec2.LaunchTemplate(
    name,
    {
      // EC2 looks it up at each launch, so a new image needs no deployment and shows no difference.
      imageId: `resolve:ssm:${args.imageParameter}`,
      iamInstanceProfile: { arn: args.profile.arn },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: args.securityGroupIds,
        },
      ],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: args.diskGb, deleteOnTermination: "true" },
        },
      ],
      ...(Object.keys(args.tags).length === 0 ? {} : { tagSpecifications }),
      userData: pulumi.output(args.clusterName).apply((clusterName) => toBase64(agentConfiguration(clusterName))),
      updateDefaultVersion: true,
    },
    { parent: opts.parent },
  );
}

/** Source: Amazon ECS developer guide, "Amazon ECS container agent configuration". */
export function agentConfiguration(clusterName: string): string {
  const settings = {
    ECS_CLUSTER: clusterName,
    ECS_RESERVED_MEMORY: String(RESERVED_MEMORY),
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true",
    ECS_AWSVPC_BLOCK_IMDS: "true",
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: "true",
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return ["#!/bin/sh", "cat >> /etc/ecs/ecs.config <<'END'", ...lines, "END", ""].join("\n");
}

function toBase64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
