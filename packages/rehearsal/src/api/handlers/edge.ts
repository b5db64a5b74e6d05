import { T } from "@toolkit/offline/aws-types";
import { json, record, records, shown, text, texts, vpcOf } from "../../aws/look";
import { ApiError, type Handler } from "../handler";

/** What stands between viewers and services. */
export const edge: Readonly<Record<string, Handler>> = {
  "elbv2.DescribeLoadBalancers": ({ LoadBalancerArns: arns }, { account }) => ({
    LoadBalancers: account
      .all(T.loadBalancer)
      .filter(({ outputs }) => texts(arns).length === 0 || texts(arns).includes(text(outputs.arn) ?? ""))
      .map((balancer) => ({
        LoadBalancerArn: text(balancer.outputs.arn),
        LoadBalancerName: text(balancer.outputs.name),
        DNSName: text(balancer.outputs.dnsName),
        Scheme: balancer.inputs.internal === true ? "internal" : "internet-facing",
        VpcId: vpcOf(account, balancer),
        Type: "application",
        State: { Code: "active" },
      })),
  }),

  "elbv2.DescribeTargetGroups": (_, { account }) => ({
    TargetGroups: account.all(T.targetGroup).map(({ inputs, outputs }) => ({
      TargetGroupArn: text(outputs.arn),
      TargetGroupName: text(outputs.name),
      VpcId: text(inputs.vpcId),
      TargetType: "ip",
    })),
  }),

  "cloudfront.ListVpcOrigins": (_, { account }) => {
    const origins = account.all(T.vpcOrigin).map(({ id, inputs, outputs }) => ({
      Id: id,
      Name: text(record(inputs.vpcOriginEndpointConfig).name) ?? id,
      Status: "Deployed",
      CreatedTime: "2026-11-26T12:00:00Z",
      LastModifiedTime: "2026-11-26T12:00:00Z",
      Arn: text(outputs.arn) ?? "",
      AccountId: account.accountId,
      OriginEndpointArn: text(record(inputs.vpcOriginEndpointConfig).arn) ?? "",
    }));
    return {
      VpcOriginList: { Marker: "", MaxItems: 100, IsTruncated: false, Quantity: origins.length, Items: origins },
    };
  },

  "cloudfront.GetDistribution": ({ Id }, { account }) => {
    const distribution = account.get(T.distribution, shown(Id));
    if (distribution === undefined)
      throw new ApiError("NoSuchDistribution", "The specified distribution does not exist.");
    return {
      Distribution: distributionOf(
        distribution.id,
        text(distribution.outputs.domainName) ?? "",
        text(distribution.outputs.arn) ?? "",
        records(distribution.inputs.origins).map(({ originId, domainName }) => ({
          Id: text(originId) ?? "",
          DomainName: text(domainName) ?? "",
        })),
      ),
    };
  },

  "ec2.DescribeSecurityGroups": ({ Filters: filters }, { account }) => {
    const wanted = Object.fromEntries(records(filters).map(({ Name, Values }) => [shown(Name), texts(Values)]));
    const owned = account.all(T.securityGroup).map(({ id, inputs, outputs }) => ({
      GroupId: id,
      GroupName: text(outputs.name) ?? id,
      VpcId: text(inputs.vpcId) ?? "",
    }));
    const left = account
      .leftovers("securityGroup")
      .map(({ id, name, inside }) => ({ GroupId: id, GroupName: name ?? id, VpcId: inside ?? "" }));
    const fits = (name: string, value: string): boolean => wanted[name] === undefined || wanted[name].includes(value);
    return {
      SecurityGroups: [...owned, ...left].filter(
        ({ GroupName, VpcId }) => fits("group-name", GroupName) && fits("vpc-id", VpcId),
      ),
    };
  },

  "ec2.DeleteSecurityGroup": ({ GroupId }, { account }) => {
    const before = account.leftovers("securityGroup").length;
    account.clear(({ kind, id }) => kind === "securityGroup" && id === GroupId);
    if (account.leftovers("securityGroup").length === before)
      throw new ApiError("InvalidGroup.NotFound", `The security group '${shown(GroupId)}' does not exist`);
    return { Return: true, GroupId };
  },
};

const distributionOf = (Id: string, DomainName: string, ARN: string, Items: readonly object[]) => ({
  Id,
  ARN,
  DomainName,
  Status: "Deployed",
  LastModifiedTime: "2026-11-26T12:00:00Z",
  InProgressInvalidationBatches: 0,
  DistributionConfig: {
    CallerReference: Id,
    Comment: "",
    Enabled: true,
    Origins: { Quantity: Items.length, Items },
    DefaultCacheBehavior: {
      TargetOriginId: record(json(JSON.stringify(Items[0] ?? {}))).Id ?? "",
      ViewerProtocolPolicy: "redirect-to-https",
    },
  },
});
