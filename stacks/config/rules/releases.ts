import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Releases of the site that would be none. */
export function releaseProblems({ profile, spa }: WebappConfig): Problem[] {
  const { keepReleases, release } = spa;
  const problem = (fix: string): Problem => ({ key: "webapp:spa.keepReleases", value: keepReleases, fix });
  return [
    ...(keepReleases === 1
      ? [problem("must be 2 at least, or there is none to go back to; 0 switches releases off")]
      : []),
    ...(profile === "review" && keepReleases > 0
      ? [
          problem(
            "must be 0 in a review stack: its role may write to no key value store, since IAM cannot tell one stack's from another's",
          ),
        ]
      : []),
    ...(release !== undefined && keepReleases === 0
      ? [
          {
            key: "webapp:spa.release",
            value: release,
            fix: "needs webapp:spa.keepReleases, without which there is none",
          },
        ]
      : []),
  ];
}
