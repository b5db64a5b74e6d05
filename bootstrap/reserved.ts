/** GitHub's environment for the scheduled look for drift, whose claims are no pull request's. It needs no reviewers. */
export const DRIFT = "drift";
