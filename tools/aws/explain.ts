/** What the AWS CLI says, and what to do about it. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /Unable to locate credentials|NoCredentials/i,
    "There are no AWS credentials: run aws sso login, or name a profile with AWS_PROFILE.",
  ],
  [
    /ExpiredToken|Token has expired|SSO session .*(expired|invalid)|Error loading SSO Token/i,
    "The AWS credentials have expired: run aws sso login, or renew them as you made them.",
  ],
  [
    /The config profile \(.*\) could not be found/i,
    "AWS_PROFILE names a profile that is not there: aws configure list-profiles lists them.",
  ],
  [
    /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/i,
    "AWS does not know these credentials: renew them.",
  ],
  [/Could not connect to the endpoint URL/i, "AWS cannot be reached: is the region right, and the network there?"],
  [
    /SessionManagerPlugin is not found/i,
    "Install the Session Manager plugin of the AWS CLI: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
  ],
];

/** An error of the AWS CLI in a line or two: what was asked, what AWS said, and what to do where that is known. */
export function explain(args: readonly string[], said: string): string {
  const words = said.replace(/\s*\n\s*/g, " ").trim();
  const hint = HINTS.find(([pattern]) => pattern.test(words))?.[1];
  const failed = `aws ${args.slice(0, 2).join(" ")} failed: ${words}`;
  return hint === undefined ? failed : `${hint}\n${failed}`;
}
