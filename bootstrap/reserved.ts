/** GitHub's environment for the scheduled look for drift, whose claims are no pull request's. It needs no reviewers. */
export const DRIFT = "drift";

/** GitHub's environment of the jobs that run a pull request's code with the role of its review stack. */
export const REVIEW = "review";

/** GitHub's environment of the jobs that make and end those roles, on the main branch. It needs no reviewers. */
export const KEEPER = "review-keeper";
