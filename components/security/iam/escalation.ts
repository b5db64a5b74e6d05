/**
 * Actions that give, by way of somebody else's rights, more than they say: whoever may change a function's code has the
 * rights of that function. After Rhino Security Labs' list of escalation paths,
 * https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/.
 */
const ACTS_FOR_OTHERS = [
  "cloudformation:UpdateStack",
  "codebuild:StartBuild",
  "datapipeline:PutPipelineDefinition",
  "ec2:ModifyInstanceAttribute",
  "ec2-instance-connect:SendSSHPublicKey",
  "ecs:ExecuteCommand",
  "glue:UpdateDevEndpoint",
  "lambda:UpdateFunctionCode",
  "lambda:UpdateFunctionConfiguration",
  "sagemaker:CreatePresignedNotebookInstanceUrl",
  "ssm:SendCommand",
  "ssm:StartSession",
  "sts:GetFederationToken",
];

/** Services whose actions change who may do what. */
const SERVICES_OF_RIGHTS = ["iam", "organizations", "account", "sso", "sso-directory", "identitystore"];

/** Why an action, or a pattern of actions, may not be given to an application; undefined when it may. */
export function escalationProblem(action: string): string | undefined {
  const [service = ""] = action.toLowerCase().split(":");
  if (SERVICES_OF_RIGHTS.includes(service)) return "it changes who may do what";
  const pattern = patternOf(action);
  return ACTS_FOR_OTHERS.some((known) => pattern.test(known)) ? "it acts with the rights of others" : undefined;
}

/** What an action with `*` and `?` stands for; IAM does not tell small letters from capitals. */
export const patternOf = (action: string): RegExp =>
  new RegExp(`^${action.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");
