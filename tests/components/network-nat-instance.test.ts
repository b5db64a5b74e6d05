import { expect } from "chai";
import { deploy, refusal } from "@toolkit/offline/testing";
import { EIP, egress, names, NAT_GATEWAY, ROUTE, SUBNET } from "./infrastructure-support";

const INSTANCE = "aws:ec2/instance:Instance";
const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("Egress through an instance", () => {
  const instance = (change: Parameters<typeof egress>[0] = {}) =>
    egress({ nat: "instance", natSecurityGroupId: "sg-nat", ...change });

  it("gives routes and address to an interface that forwards and outlives the instance", async () => {
    const deployment = await deploy(() => instance());
    const forwarding = deployment.only(INTERFACE);
    expect(forwarding.inputs).to.deep.equal({
      subnetId: deployment.named("network-public-a", SUBNET).id,
      securityGroups: ["sg-nat"],
      sourceDestCheck: false,
      description: "NAT instance: forwards for private subnets",
      tags: { Name: "webapp-dev-egress-nat-instance-a" },
    });
    expect(deployment.only(EIP).inputs).to.deep.include({ domain: "vpc", networkInterface: forwarding.id });
    expect(deployment.only(INSTANCE).inputs.primaryNetworkInterface).to.deep.equal({
      networkInterfaceId: forwarding.id,
    });
    for (const key of ["a", "b"]) {
      expect(deployment.named(`egress-private-${key}`, ROUTE).inputs.networkInterfaceId).to.equal(forwarding.id);
    }
    expect(deployment.all(NAT_GATEWAY)).to.deep.equal([]);
  });

  it("has no way in: no key, no role, no public address of the instance's own", async () => {
    const { inputs } = (await deploy(() => instance())).only(INSTANCE);
    expect(inputs).to.have.all.keys(
      "ami",
      "creditSpecification",
      "instanceType",
      "maintenanceOptions",
      "metadataOptions",
      "primaryNetworkInterface",
      "rootBlockDevice",
      "tags",
      "userData",
      "userDataReplaceOnChange",
    );
    expect(inputs).to.deep.include({
      instanceType: "t4g.nano",
      creditSpecification: { cpuCredits: "standard" },
      maintenanceOptions: { autoRecovery: "default" },
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    });
    expect(inputs.rootBlockDevice).to.deep.include({ volumeType: "gp3", encrypted: true, deleteOnTermination: true });
  });

  it("is replaced for a new script, old one first, but never for a new image", async () => {
    const { inputs, ignoreChanges, deleteBeforeReplace } = (await deploy(() => instance())).only(INSTANCE);
    expect(inputs.userDataReplaceOnChange).to.equal(true);
    // The interface owns the check; the provider would set it back to its default for instances.
    expect(ignoreChanges).to.deep.equal(["ami", "sourceDestCheck"]);
    expect(deleteBeforeReplace).to.equal(true);
  });

  it("installs the script and a unit for each boot, and downloads nothing", async () => {
    const userData = String((await deploy(() => instance())).only(INSTANCE).inputs.userData);
    const [header, document = ""] = userData.split("\n", 2);
    expect(header).to.equal("#cloud-config");
    const config = JSON.parse(document) as { write_files: { path: string; content: string }[]; runcmd: string[][] };
    expect(config.write_files.map(({ path }) => path)).to.deep.equal([
      "/usr/local/sbin/nat-forward",
      "/etc/systemd/system/nat-forward.service",
    ]);
    expect(config.write_files[0]?.content).to.match(/^#!\/usr\/bin\/python3\n/);
    expect(config.write_files[1]?.content).to.contain("ExecStart=/usr/bin/python3 /usr/local/sbin/nat-forward\n");
    expect(config.runcmd).to.deep.equal([
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "--now", "nat-forward.service"],
    ]);
    expect(Buffer.byteLength(userData)).to.be.below(16_384);
    expect(userData).not.to.match(/\b(dnf|yum|curl|wget|https?:)/);
  });

  it("recovers and reboots by itself, and tells the topic", async () => {
    const topic = "arn:aws:sns:us-east-1:123456789012:alarms";
    const deployment = await deploy(() => instance({ alarmTopicArn: topic }));
    const host = deployment.named("egress-nat-instance-a-system", ALARM).inputs;
    expect(host).to.deep.include({
      namespace: "AWS/EC2",
      metricName: "StatusCheckFailed_System",
      dimensions: { InstanceId: deployment.only(INSTANCE).id },
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 2,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "missing",
      alarmActions: ["arn:aws:automate:us-east-1:ec2:recover", topic],
      okActions: [topic],
    });
    expect(deployment.named("egress-nat-instance-a-instance", ALARM).inputs).to.deep.include({
      metricName: "StatusCheckFailed_Instance",
      alarmActions: ["arn:aws:automate:us-east-1:ec2:reboot", topic],
    });
  });

  it("acts without a topic too", async () => {
    const deployment = await deploy(() => instance());
    expect(deployment.named("egress-nat-instance-a-system", ALARM).inputs.alarmActions).to.deep.equal([
      "arn:aws:automate:us-east-1:ec2:recover",
    ]);
  });

  it("takes other ARM types and refuses the rest", async () => {
    const larger = await deploy(() => instance({ natInstanceType: "c7gn.medium" }));
    expect(larger.only(INSTANCE).inputs.instanceType).to.equal("c7gn.medium");
    expect(larger.only(INSTANCE).inputs).not.to.have.property("creditSpecification");
    expect(await refusal(() => instance({ natInstanceType: "t3.nano" }))).to.equal(
      'NAT instance type "t3.nano" is not an ARM type: choose one like t4g.nano.',
    );
  });

  it("shares no address with a gateway, so either can follow the other", async () => {
    const [gateway, instead] = [await deploy(() => egress()), await deploy(() => instance())];
    expect(gateway.only(EIP).urn).not.to.equal(instead.only(EIP).urn);
    expect(names(gateway.all(ROUTE))).to.deep.equal(names(instead.all(ROUTE)));
  });

  it("is refused without its group", async () => {
    expect(await refusal(() => egress({ nat: "instance" }))).to.equal(
      "egress: a NAT instance needs natSecurityGroupId.",
    );
  });
});
