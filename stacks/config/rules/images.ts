import { EXAMPLE_ACCOUNT } from "../../../components/account";
import { activeImages } from "../task-sections";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";

/** An image in a private ECR repository: account, region and repository name. */
const ecrUri = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9/._-]+)/;

export function imageProblems(config: StackConfig): Problem[] {
  return activeImages(config).flatMap(([path, image]) =>
    "uri" in image ? uriProblems(config, `webapp:${path}.uri`, image.uri) : [],
  );
}

function uriProblems({ profile, network, aws }: StackConfig, key: string, uri: string): Problem[] {
  const problems: Problem[] = [];
  if (profile === "prod" && !uri.includes("@sha256:")) {
    problems.push({
      key,
      value: uri,
      fix: "must carry a digest in prod (…@sha256:…): a tag can come to mean another image",
    });
  }
  const [, account, region] = ecrUri.exec(uri) ?? [];
  if (network.nat === "none" && region !== aws.region) {
    problems.push({
      key,
      value: uri,
      fix: `must be in this region's ECR (${aws.region}) when nat is none: nothing else can be reached`,
    });
  }
  const accounts = aws.allowedAccountIds ?? [];
  const isForeign = account !== undefined && account !== EXAMPLE_ACCOUNT && !accounts.includes(account);
  if (isForeign && accounts.length > 0) {
    problems.push({
      key,
      value: uri,
      fix: `is in account ${account}, which aws:allowedAccountIds does not hold: copy the image into this account's repository, since pulling across accounts needs a policy over there`,
    });
  }
  return problems;
}
