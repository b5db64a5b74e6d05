import { isRecord } from "../../protocol/values";
import { record, records, shown, text, texts } from "../../aws/look";
import { ApiError, type Handler } from "../handler";

/** Default values of quotas by service and code. Source: the Service Quotas console of an account that nobody raised. */
const QUOTAS: Readonly<Record<string, { readonly name: string; readonly value: number }>> = {
  "fargate/L-3032A538": { name: "Fargate On-Demand vCPU resource count", value: 6 },
  "fargate/L-36FBB829": { name: "Fargate Spot vCPU resource count", value: 6 },
  "ec2/L-0263D0A3": { name: "EC2-VPC Elastic IPs", value: 5 },
  "vpc/L-F678F1CE": { name: "VPCs per Region", value: 5 },
  "rds/L-7B6409FD": { name: "DB instances", value: 40 },
};

/** Who is there, what there is, and how much of it may be. */
export const accounts: Readonly<Record<string, Handler>> = {
  "sts.GetCallerIdentity": (_, { account: { accountId } }) => ({
    UserId: "AIDAEMULATED",
    Account: accountId,
    Arn: `arn:aws:iam::${accountId}:user/somebody`,
  }),

  "resourcegroupstaggingapi.GetResources": ({ TagFilters: filters }, { account }) => {
    const wanted = records(filters).map(({ Key, Values }) => ({ key: text(Key) ?? "", values: texts(Values) }));
    const found = account.all().flatMap(({ outputs }) => {
      const tags = record(outputs.tagsAll);
      const fits = wanted.every(({ key, values }) =>
        values.length === 0 ? key in tags : values.includes(text(tags[key]) ?? ""),
      );
      const arn = text(outputs.arn);
      if (arn === undefined || !isRecord(outputs.tagsAll) || !fits) return [];
      return [{ ResourceARN: arn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value: shown(Value) })) }];
    });
    return { ResourceTagMappingList: found, PaginationToken: "" };
  },

  "service-quotas.GetServiceQuota": ({ ServiceCode, QuotaCode }) => {
    const quota = QUOTAS[`${shown(ServiceCode)}/${shown(QuotaCode)}`];
    if (quota === undefined)
      throw new ApiError("NoSuchResourceException", "The request failed because the specified quota does not exist");
    return { Quota: { ServiceCode, QuotaCode, QuotaName: quota.name, Value: quota.value } };
  },
};
