import { T } from "@toolkit/offline/aws-types";
import { records, shown, text, texts } from "../../aws/look";
import { ApiError, type Handler } from "../handler";

/** Security groups, also those that services leave behind. */
export const securityGroups: Readonly<Record<string, Handler>> = {
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
