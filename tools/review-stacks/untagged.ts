import { z } from "zod";

import { T } from "@toolkit/offline/aws-types";
import { type Aws, AwsRefusal } from "../aws/aws";

type Inputs = Readonly<Record<string, unknown>>;

const targets = z.object({ Targets: z.array(z.object({ Id: z.string() })) });

// The state of a pull request may hold anything: what could be read as an option or a file is no name.
const name = z.string().regex(/^\w[\w+=,.@-]*$/);
const policyOfRole = z.object({ role: name, name });
const attachment = z.object({ role: name, policyArn: z.string().regex(/^arn:[\w+=,.@:/-]+$/) });
const targetOfRule = z.object({ rule: name });

/**
 * Ids under which a thing without tags may stand in AWS, by the inputs with which it was being made: those without which AWS
 * lets nobody delete the role or the rule that has them. The ids are those that the provider imports:
 * https://www.pulumi.com/registry/packages/aws/api-docs/iam/rolepolicy/#import,
 * https://www.pulumi.com/registry/packages/aws/api-docs/iam/rolepolicyattachment/#import and
 * https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventtarget/#import
 */
export async function untaggedIds(type: string, inputs: Inputs, aws: Aws): Promise<string[]> {
  switch (type) {
    case T.rolePolicy: {
      const { data } = policyOfRole.safeParse(inputs);
      return data === undefined ? [] : [`${data.role}:${data.name}`];
    }
    case T.rolePolicyAttachment: {
      const { data } = attachment.safeParse(inputs);
      return data === undefined ? [] : [`${data.role}/${data.policyArn}`];
    }
    case T.eventTarget: {
      const { data } = targetOfRule.safeParse(inputs);
      return data === undefined ? [] : await targetsOf(data.rule, aws);
    }
    default:
      return [];
  }
}

async function targetsOf(rule: string, aws: Aws): Promise<string[]> {
  try {
    const { Targets } = await aws.ask(targets, "events", "list-targets-by-rule", "--rule", rule);
    return Targets.map(({ Id }) => `${rule}/${Id}`);
  } catch (error) {
    // There is no such rule, and so no target.
    if (error instanceof AwsRefusal && error.code === "ResourceNotFoundException") return [];
    throw error;
  }
}
