import { expect } from "chai";
import { evaluate, type Policies, type Request } from "../src/evaluate";
import type { Policy, Statement } from "../src/policy";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/worker/1`;
const OBJECT = "arn:aws:s3:::shop/order";

const policy = (...statements: Partial<Statement>[]): Policy => ({
  Version: "2012-10-17",
  Statement: statements.map((one) => ({ Effect: "Allow", ...one })),
});
const allow = (more: Partial<Statement> = {}): Policy =>
  policy({ Sid: "Yes", Action: "s3:GetObject", Resource: OBJECT, ...more });
const deny = (more: Partial<Statement> = {}): Policy => allow({ Sid: "No", Effect: "Deny", ...more });
const get: Request = {
  action: "s3:GetObject",
  resource: OBJECT,
  caller: { account: ACCOUNT, arn: ROLE, sessionArn: SESSION },
};
const judged = (policies: Partial<Policies>, request: Request = get) => {
  const { isAllowed, by } = evaluate(request, { identity: [], ...policies });
  return `${isAllowed ? "allowed" : "refused"} by ${by}`;
};
const ofBucket = (principal: Statement["Principal"], account = ACCOUNT, mustAllow = false) => ({
  policy: allow({ Sid: "Bucket", ...(principal === undefined ? {} : { Principal: principal }) }),
  account,
  mustAllow,
});

// The cases follow AWS's page "Policy evaluation logic" and those below it, in its order.
describe("IAM: who decides within an account", () => {
  it("refuses what nothing allows", () => {
    expect(judged({})).to.equal("refused by the role's policies");
    expect(judged({ identity: [allow({ Resource: "arn:aws:s3:::other/*" })] })).to.equal(
      "refused by the role's policies",
    );
  });

  it("allows what the role's policies allow, in any of them", () => {
    expect(judged({ identity: [policy(), allow()] })).to.equal("allowed by Yes");
  });

  it("lets a denial win, wherever it is", () => {
    for (const layer of ["boundary", "session"] as const) {
      const both = policy({ Action: "*", Resource: "*" }, { Sid: "No", Effect: "Deny", Action: "s3:*", Resource: "*" });
      expect(judged({ identity: [allow()], [layer]: both }), layer).to.equal("refused by No");
    }
    expect(judged({ identity: [allow(), deny()] })).to.equal("refused by No");
    expect(judged({ identity: [allow()], controls: [deny()] })).to.equal("refused by No");
    const resource = { policy: deny({ Principal: "*" }), account: ACCOUNT };
    expect(judged({ identity: [allow()], resource })).to.equal("refused by No");
  });

  it("wants the boundary, the session policy and every control policy to allow it as well", () => {
    expect(judged({ identity: [allow()], boundary: allow() })).to.equal("allowed by Yes");
    expect(judged({ identity: [allow()], boundary: policy() })).to.equal("refused by the boundary");
    expect(judged({ identity: [allow()], session: policy() })).to.equal("refused by the session policy");
    expect(judged({ identity: [allow()], controls: [allow(), policy()] })).to.equal("refused by a control policy");
    expect(judged({ identity: [], boundary: allow() })).to.equal("refused by the role's policies");
  });

  it("allows what the resource's policy allows the role or its session, within the boundary for the role alone", () => {
    expect(judged({ resource: ofBucket({ AWS: ROLE }) })).to.equal("allowed by Bucket");
    expect(judged({ resource: ofBucket({ AWS: ROLE }), boundary: policy() })).to.equal("refused by the boundary");
    expect(judged({ resource: ofBucket({ AWS: SESSION }), boundary: policy() })).to.equal("allowed by Bucket");
  });

  it("lets the role's own policies decide where the resource's policy names the account", () => {
    for (const AWS of [ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`]) {
      expect(judged({ resource: ofBucket({ AWS }) })).to.equal("refused by the role's policies");
      expect(judged({ resource: ofBucket({ AWS }), identity: [allow()] })).to.equal("allowed by Yes");
    }
  });

  it("wants a key's policy and a role's trust to allow it, whatever the caller's own policies say", () => {
    expect(judged({ resource: ofBucket({ AWS: "999999999999" }, ACCOUNT, true), identity: [allow()] })).to.equal(
      "refused by the resource's policy",
    );
    expect(judged({ resource: ofBucket({ AWS: ACCOUNT }, ACCOUNT, true), identity: [allow()] })).to.equal(
      "allowed by Yes",
    );
  });
});

describe("IAM: who decides across accounts", () => {
  const OTHER = "999999999999";

  it("wants both sides to allow it", () => {
    expect(judged({ resource: ofBucket({ AWS: ROLE }, OTHER) })).to.equal("refused by the role's policies");
    expect(judged({ resource: ofBucket({ AWS: ROLE }, OTHER), identity: [allow()] })).to.equal("allowed by Yes");
    expect(judged({ resource: ofBucket({ AWS: OTHER }, OTHER), identity: [allow()] })).to.equal(
      "refused by the resource's policy",
    );
    expect(judged({ resource: ofBucket("*", OTHER), identity: [allow()], boundary: policy() })).to.equal(
      "refused by the boundary",
    );
  });
});

describe("IAM: what a statement is about", () => {
  const about = (statement: Partial<Statement>, request: Partial<Request> = {}) =>
    evaluate({ ...get, ...request }, { identity: [policy({ Action: "*", Resource: "*", ...statement })] }).isAllowed;

  it("compares actions without case, and resources with it", () => {
    expect(about({ Action: "S3:getobject" })).to.equal(true);
    expect(about({ Resource: "arn:aws:s3:::SHOP/*" })).to.equal(false);
  });

  it("knows everything but", () => {
    const statement = (key: "NotAction" | "NotResource", value: string): Statement => ({
      Effect: "Allow",
      ...(key === "NotAction" ? { Resource: "*" } : { Action: "*" }),
      [key]: value,
    });
    const judge = (one: Statement) => evaluate(get, { identity: [{ Statement: one }] }).isAllowed;
    expect(judge(statement("NotAction", "iam:*"))).to.equal(true);
    expect(judge(statement("NotAction", "s3:Get*"))).to.equal(false);
    expect(judge(statement("NotResource", "arn:aws:s3:::shop/*"))).to.equal(false);
    expect(judge(statement("NotResource", "arn:aws:s3:::till/*"))).to.equal(true);
  });

  it("lets a wildcard reach across no colon but those of the last segment", () => {
    const secret = {
      action: "secretsmanager:GetSecretValue",
      resource: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:a-b`,
    };
    expect(about({ Resource: "arn:aws:secretsmanager:*:*:secret:a-*" }, secret)).to.equal(true);
    expect(about({ Resource: "arn:aws:secretsmanager:*:secret:a-*" }, secret)).to.equal(false);
    expect(about({ Resource: "arn:aws:secretsmanager:eu-west-?:*:*" }, secret)).to.equal(true);
  });

  it("puts the request's values into variables, and matches nothing without them", () => {
    const Resource = "arn:aws:s3:::shop/${aws:PrincipalTag/team}";
    expect(about({ Resource }, { context: { "aws:PrincipalTag/team": "order" } })).to.equal(true);
    expect(about({ Resource }, { context: { "aws:PrincipalTag/team": "till" } })).to.equal(false);
    expect(about({ Resource })).to.equal(false);
    expect(about({ Resource: "arn:aws:s3:::shop/${aws:PrincipalTag/team, 'order'}" })).to.equal(true);
    expect(about({ Resource: "arn:aws:s3:::shop/${*}" })).to.equal(false);
  });
});

describe("IAM: principals of a resource's policy", () => {
  const assume = (principal: Statement["Principal"], caller: Request["caller"]) =>
    evaluate(
      { action: "sts:AssumeRole", resource: ROLE, caller },
      {
        identity: [],
        resource: {
          policy: policy({ Action: "sts:AssumeRole", ...(principal === undefined ? {} : { Principal: principal }) }),
          account: ACCOUNT,
          mustAllow: true,
        },
      },
    ).isAllowed;

  it("are services, identity providers, or anybody", () => {
    const tasks = { service: "ecs-tasks.amazonaws.com" };
    expect(assume({ Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] }, tasks)).to.equal(true);
    expect(assume({ Service: "ec2.amazonaws.com" }, tasks)).to.equal(false);
    expect(
      assume({ Federated: "arn:aws:iam::1:oidc-provider/x" }, { federated: "arn:aws:iam::1:oidc-provider/x" }),
    ).to.equal(true);
    expect(assume({ AWS: "*" }, { account: ACCOUNT })).to.equal(true);
    expect(assume(undefined, { account: ACCOUNT })).to.equal(false);
  });

  it("are everybody but, with NotPrincipal", () => {
    const resource = {
      policy: policy({ Action: "s3:*", Resource: "*", Effect: "Deny", Sid: "No", NotPrincipal: { AWS: ROLE } }),
      account: ACCOUNT,
    };
    expect(judged({ identity: [allow()], resource })).to.equal("allowed by Yes");
    const stranger = { ...get, caller: { account: ACCOUNT, arn: `${ROLE}-2` } };
    expect(judged({ identity: [allow()], resource }, stranger)).to.equal("refused by No");
  });
});
