import { expect } from "chai";

import { actionProblems } from "../../components/security/iam/action-problems";

const table = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
const said = async (actions: string[], resources: string[]): Promise<string[]> =>
  (await actionProblems(actions, resources)).map(({ action, fix }) => `${action} ${fix}`);

describe("actions as AWS has them", () => {
  it("are known by service and name, whatever the case", async () => {
    expect(await said(["dynamodb:getitem", "dynamodb:Query"], [table, `${table}/index/*`])).to.deep.equal([]);
    expect(await said(["dynamo:GetItem", "dynamodb:GetItm"], [table])).to.deep.equal([
      "dynamo:GetItem is of the service dynamo, which IAM does not know",
      "dynamodb:GetItm is no action of dynamodb",
    ]);
    const [problem] = await actionProblems(["sqs:SendMesage"], ["*"]);
    expect(problem?.known).to.include("sqs:SendMessage");
  });

  it("are refused when they rule over rights, by name and by pattern", async () => {
    expect(await said(["s3:PutBucketPolicy", "lambda:Add*", "kms:CreateGrant", "s3:Frob*"], ["*"])).to.deep.equal([
      "s3:PutBucketPolicy is refused: it changes who may do what",
      "lambda:Add* is refused: AddLayerVersionPermission, AddPermission change who may do what",
      "kms:CreateGrant is refused: it changes who may do what",
      "s3:Frob* stands for no action of s3",
    ]);
    expect(await said(["dynamodb:BatchGet*"], [table])).to.deep.equal([]);
  });

  it("need a resource that they are for, or they are never allowed", async () => {
    expect(await said(["s3:GetObject"], ["arn:aws:s3:::uploads"])).to.have.length(1);
    expect(await said(["s3:ListBucket"], ["arn:aws:s3:::uploads/*"])).to.have.length(0);
    for (const objects of ["arn:aws:s3:::uploads/*", "arn:aws:s3:::uploads*", "arn:aws:s3:::*", "*"]) {
      expect(await said(["s3:GetObject"], [objects]), objects).to.deep.equal([]);
    }
    expect(await said(["sqs:SendMessage"], [table])).to.deep.equal([
      "sqs:SendMessage is for arn:${Partition}:sqs:${Region}:${Account}:${QueueName}, which no resource of its statement is",
    ]);
    const everything = (service: string) => `arn:aws:${service}:us-east-1:123456789012:*`;
    expect(await said(["sqs:SendMessage"], [everything("dynamodb")])).to.have.length(1);
    expect(await said(["sqs:SendMessage"], [everything("sqs")])).to.deep.equal([]);
    expect(await said(["sqs:SendMessage"], ["arn:aws:*:*:*:*"])).to.deep.equal([]);
    expect(await said(["s3:ListAllMyBuckets"], ["arn:aws:s3:::uploads"])).to.deep.equal([
      's3:ListAllMyBuckets knows no resources: put it in a statement of its own, on "*" with a reason',
    ]);
  });
});
