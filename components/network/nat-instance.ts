import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AccountContext } from "../account";
import { UserError } from "../errors";
import { type Nat } from "./nat-gateway";

const AMI_PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
const SCRIPT_PATH = "/usr/local/sbin/nat-forward";
/** Graviton families end their generation in a g: t4g, m7g, c7gn. */
const ARM_TYPE = /^[a-z]+\d+g[a-z]*\.[a-z0-9]+$/;

export interface NatInstanceArgs {
  readonly account: AccountContext;
  /** ARM instance type, e.g. `t4g.nano`. */
  readonly instanceType: string;
  readonly publicSubnetId: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly publicPath: pulumi.Resource[];
  /** Topic of the status alarms. @default they recover or reboot the instance and notify nobody */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * A NAT on an ARM instance, for about 8 USD a month in us-east-1 with its address and disk: Amazon Linux 2023, no
 * login of any kind, no role, nothing downloaded at boot.
 *
 * Routes and address belong to a network interface of its own, so a replaced instance keeps both. AWS moves it off
 * failed hardware, and the alarms recover or reboot it. Egress stops for the minutes that takes.
 */
export function createNatInstance(name: string, args: NatInstanceArgs, opts: { parent: pulumi.Resource }): Nat {
  if (!ARM_TYPE.test(args.instanceType)) {
    throw new UserError(`NAT instance type "${args.instanceType}" is not an ARM type: choose one like t4g.nano.`);
  }
  const tags = { Name: `${args.account.prefix}-${name}` };
  const networkInterface = new aws.ec2.NetworkInterface(
    name,
    {
      subnetId: args.publicSubnetId,
      securityGroups: [args.securityGroupId],
      description: "NAT instance: forwards for private subnets",
      // With the check EC2 drops packets that are neither from nor to the instance, which is all that a NAT forwards.
      sourceDestCheck: false,
      tags,
    },
    { parent: opts.parent },
  );
  const address = new aws.ec2.Eip(
    name,
    { domain: "vpc", networkInterface: networkInterface.id, tags },
    { parent: opts.parent, dependsOn: args.publicPath },
  );
  const image = aws.ssm.getParameterOutput({ name: AMI_PARAMETER }, { parent: opts.parent });
  const instance = new aws.ec2.Instance(
    name,
    {
      ami: image.insecureValue,
      instanceType: args.instanceType,
      primaryNetworkInterface: { networkInterfaceId: networkInterface.id },
      userData: natUserData(),
      userDataReplaceOnChange: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: 8, encrypted: true, deleteOnTermination: true, tags },
      maintenanceOptions: { autoRecovery: "default" },
      // Surplus credits of an unlimited instance cost more than they are worth in a NAT.
      creditSpecification: args.instanceType.startsWith("t") ? { cpuCredits: "standard" } : undefined,
      tags,
    },
    // `ami`: a new image every few weeks would replace the NAT during an unrelated change.
    // `sourceDestCheck`: the interface has it off. The instance's own defaults to on, so the second deployment would
    // turn it on and stop forwarding (hashicorp/terraform-provider-aws#44768).
    // The interface can be attached to one instance at a time, so the old one is deleted first.
    { parent: opts.parent, ignoreChanges: ["ami", "sourceDestCheck"], deleteBeforeReplace: true },
  );
  createStatusAlarms(name, args, instance.id, opts);
  return {
    target: { networkInterfaceId: networkInterface.id },
    publicIp: address.publicIp,
    addressId: address.allocationId,
    needs: [instance, address],
  };
}

/** Cloud-config that installs the forwarding script and runs it at each boot. JSON is YAML. */
function natUserData(): string {
  const unit = [
    "[Unit]",
    "Description=Forward and masquerade traffic of private subnets",
    "After=network-online.target",
    "Wants=network-online.target",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=yes",
    `ExecStart=/usr/bin/python3 ${SCRIPT_PATH}`,
    "Restart=on-failure",
    "RestartSec=5",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
  const cloudConfig = {
    write_files: [
      { path: SCRIPT_PATH, permissions: "0755", content: readFileSync(join(__dirname, "nat", "forward.py"), "utf8") },
      { path: "/etc/systemd/system/nat-forward.service", permissions: "0644", content: unit },
    ],
    runcmd: [
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "--now", "nat-forward.service"],
    ],
  };
  return `#cloud-config\n${JSON.stringify(cloudConfig)}\n`;
}

/** An instance on a failed host is recovered elsewhere, a failed one is rebooted; both are told to the topic. */
function createStatusAlarms(
  name: string,
  args: NatInstanceArgs,
  instanceId: pulumi.Output<string>,
  opts: { parent: pulumi.Resource },
): void {
  const topics = args.alarmTopicArn === undefined ? [] : [args.alarmTopicArn];
  const checks = [
    { suffix: "system", metricName: "StatusCheckFailed_System", action: "recover", periods: 2 },
    { suffix: "instance", metricName: "StatusCheckFailed_Instance", action: "reboot", periods: 3 },
  ];
  for (const { suffix, metricName, action, periods } of checks) {
    new aws.cloudwatch.MetricAlarm(
      `${name}-${suffix}`,
      {
        alarmDescription: `NAT instance: ${metricName}. Private subnets have no way out while it lasts. Runbook: docs/runbooks/network.md#nat-instance-failed`,
        namespace: "AWS/EC2",
        metricName,
        dimensions: { InstanceId: instanceId },
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: periods,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "missing",
        alarmActions: [`arn:${args.account.partition}:automate:${args.account.region}:ec2:${action}`, ...topics],
        okActions: topics,
      },
      { parent: opts.parent },
    );
  }
}
