import { type PolicyStatement, statement } from "../../components/security/iam";
import { knownArn } from "../known-arn";
import { fullNames } from "./actions";
import { reads } from "./reads";
import { type Subjects } from "./subjects";

/** Everything that a preview reads of AWS, which is no content; given to every role of CI. */
export function readStatements({ account, names }: Subjects): PolicyStatement[] {
  const { s3: buckets = [], ...others } = reads;
  return [
    statement({
      sid: "Settings",
      actions: fullNames(others),
      resources: ["*"],
      reason: "Most Describe, Get and List actions have no resource level; none reads contents.",
    }),
    statement({ sid: "Buckets", actions: fullNames({ s3: buckets }), resources: [names.buckets] }),
    // A look for drift compares each file of the site, which anybody may read anyway.
    statement({
      sid: "SiteFiles",
      actions: ["s3:GetObject", "s3:GetObjectTagging"],
      resources: [`${names.siteBuckets}/*`],
    }),
    statement({
      sid: "PublicParameters",
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      // AMIs, which AWS publishes as parameters without an account.
      resources: [knownArn(account, "ssm", "parameter/aws/service/*", { region: "*", accountId: "" })],
    }),
  ];
}
