import { expect } from "chai";
import { parse } from "yaml";

import { noStackComment, perDay, upComment } from "../../../tools/review-stacks/comment";
import { endingsIn, whyNotOpen } from "../../../tools/review-stacks/decide";
import { environmentFor } from "../../../tools/review-stacks/hands";
import { ofCi, pullRequestOfRole, pullRequestOfStack, reviewNames } from "../../../tools/review-stacks/names";
import { encryptionIn, stackFileOf } from "../../../tools/review-stacks/stack-file";

const ROLES = "arn:aws:iam::123456789012:role/ci-webapp";
const DAY = 86_400_000;
const room = (pullRequest: number, daysAgo = 0) => ({ pullRequest, since: 100 * DAY - daysAgo * DAY, isEnding: false });
const TEMPLATE = `config:
  aws:region: us-east-1
  aws:defaultTags:
    tags: { Project: webapp, Environment: dev }
  webapp:profile: review
`;
const one = { pullRequest: 12, stack: "pr-12", boundaryArn: ofCi(ROLES, "policy", "boundary-pr"), encryption: {} };

describe("review stacks: decisions", () => {
  it("names a stack and a role for each pull request, and tells the number from them alone", () => {
    expect(reviewNames(ROLES, 12)).to.deep.equal({
      pullRequest: 12,
      stack: "pr-12",
      roleName: "ci-webapp-review-pr-12",
      roleArn: `${ROLES}-review-pr-12`,
    });
    const names = [
      "pr-12",
      "pr-",
      "pr-012",
      "xpr-1",
      "dev",
      "pr-1-2",
      "pr-12.jsonX-review-pr-7",
      "x-review-pr-7",
      "pr-1\n",
    ];
    expect(names.map(pullRequestOfStack)).to.deep.equal([12, ...Array.from({ length: 8 }, () => undefined)]);
    const ofRoles = ["ci-webapp-review-pr-12", "ci-webapp-review-pr-1-review-pr-7", "ci-other-review-pr-7", "pr-7"];
    expect(ofRoles.map((name) => pullRequestOfRole(ROLES, name))).to.deep.equal([
      12,
      ...Array.from({ length: 3 }, () => undefined),
    ]);
  });

  it("opens as many as there may be, and one that is open again", () => {
    const rooms = [room(3), room(1)];
    expect(whyNotOpen(2, rooms, 3)).to.equal(undefined);
    expect(whyNotOpen(1, rooms, 2)).to.equal(undefined);
    expect(whyNotOpen(2, rooms, 2)).to.contain("2 review stacks already, and 2 may be: #1, #3.");
  });

  it("ends what nobody asks for, wherever it is found, and what is too old", () => {
    const found = {
      rooms: [room(1), room(2, 5), room(3, 4.9), room(4)],
      tagged: [5, 1],
      stacks: [6, 3],
      wanted: [1, 2, 3, 7],
    };
    expect(endingsIn(found, 100 * DAY, 5)).to.deep.equal({
      now: [
        { pullRequest: 2, why: "it is 5 days old, and 5 are the most", isWanted: true },
        ...[4, 6, 5].map((pullRequest) => ({
          pullRequest,
          why: "its pull request is closed, or has the label no more",
          isWanted: false,
        })),
      ],
      later: [],
    });
  });

  it("ends what has a role or a state first, and few of those that only tags tell of", () => {
    const tagged = Array.from({ length: 60 }, (_, index) => index + 1);
    const { now, later } = endingsIn({ rooms: [room(62)], tagged, stacks: [61], wanted: [3] }, 100 * DAY, 5);
    expect(now.map(({ pullRequest }) => pullRequest)).to.deep.equal([62, 61, 1, 2, 4, 5, 6]);
    expect(later).to.deep.equal(tagged.slice(6));
  });

  it("tries again what did not come to its end, once its job cannot run any more", () => {
    const of = (hours: number) =>
      endingsIn(
        { rooms: [{ ...room(1, hours / 24), isEnding: true }], tagged: [], stacks: [1], wanted: [1] },
        100 * DAY,
        5,
      );
    expect([of(0.9).now, of(1).now]).to.deep.equal([
      [],
      [{ pullRequest: 1, why: "its last end did not come to its end", isWanted: true }],
    ]);
  });

  it("makes a stack file of the template: tags, boundary, and the key of the stack", () => {
    const encryption = { secretsprovider: "awskms://alias/x", encryptedkey: "abc" };
    expect(parse(stackFileOf(TEMPLATE, { ...one, encryption }))).to.deep.equal({
      config: {
        "aws:region": "us-east-1",
        "aws:defaultTags": { tags: { Project: "webapp", Environment: "pr-12", PullRequest: "12" } },
        "webapp:profile": "review",
        "webapp:access.permissionsBoundary": "arn:aws:iam::123456789012:policy/ci-webapp-boundary-pr",
      },
      ...encryption,
    });
  });

  it("refuses a template that gives away secrets, or what review stacks can't have, all at once", () => {
    const bad = `${TEMPLATE.replace("review", "dev")}  webapp:domain: { name: app.example.com }
  webapp:backend:
    environment:
      KEY:
        secure: AAAB
encryptionsalt: v1:x
`;
    expect(() => stackFileOf(bad, one)).to.throw(
      [
        "Pulumi.review.yaml must have webapp:profile: review.",
        "Pulumi.review.yaml holds an encrypted value, which any pull request could read: take it out.",
        "Pulumi.review.yaml has encryptionsalt: each stack gets its own.",
        "Pulumi.review.yaml has webapp:domain, which a review stack can't have: take it out.",
      ].join("\n"),
    );
    expect(() => stackFileOf("{}", one)).to.throw("Pulumi.review.yaml holds no config.");
  });

  it("runs Pulumi for the keeper with the credentials of the pull request's role and no token", () => {
    const as = { AWS_ACCESS_KEY_ID: "ASIA", AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "pr" };
    const own = {
      PATH: "/bin",
      HOME: "/home/x",
      AWS_REGION: "us-east-1",
      PULUMI_BACKEND_URL: "s3://x",
      ...{ PULUMI_ACCESS_TOKEN: "p", GITHUB_TOKEN: "g", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t", NODE_OPTIONS: "-r x" },
      ...{ ACTIONS_ID_TOKEN_REQUEST_URL: "u", AWS_ACCESS_KEY_ID: "keeper", AWS_PROFILE: "keeper" },
    };
    expect(environmentFor(as, own)).to.deep.equal({
      PATH: "/bin",
      HOME: "/home/x",
      AWS_REGION: "us-east-1",
      PULUMI_BACKEND_URL: "s3://x",
      ...as,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
  });

  it("reads the key of a stack from its state", () => {
    const of = (type: string, state: object) => encryptionIn({ deployment: { secrets_providers: { type, state } } });
    expect(of("cloud", { url: "awskms://x", encryptedkey: "k" })).to.deep.equal({
      secretsprovider: "awskms://x",
      encryptedkey: "k",
    });
    expect(of("passphrase", { salt: "v1:s" })).to.deep.equal({ encryptionsalt: "v1:s" });
    expect([encryptionIn(undefined), encryptionIn({})]).to.deep.equal([{}, {}]);
  });

  it("says where it stands and what a day of it costs, and lets no output become markup", () => {
    expect(perDay(73)).to.equal(2.4);
    const up = { stack: "pr-12", url: "https://d1.cloudfront.net", cost: 73, sha: "0123456789abcdef" };
    expect(upComment(up)).to.equal(
      [
        "<!-- review stack -->",
        "### Review stack: <https://d1.cloudfront.net>",
        "2.40 USD a day while it stands, at usage idle. Each push updates it; it ends when the label goes, when the pull request is closed, or after some days.",
        "<sub>pr-12 at 0123456789ab · docs/pull-requests.md says what it may never be given</sub>",
      ].join("\n\n"),
    );
    expect(upComment({ ...up, url: "https://x.example/<img src=a>@everyone" })).to.not.match(/<img|@e/);
    expect(noStackComment("because of #3")).to.match(
      /^<!-- review stack -->\n\n### Review stack: none\n\nbecause of #\u20603$/,
    );
  });
});
