import { expect } from "chai";

import { filled } from "../../tools/rights/inventory";

const home = { accountId: "123456789012", region: "eu-west-1", partition: "aws", defaultTags: {} };

const filledFor = (type: string, inputs: Readonly<Record<string, unknown>>, pattern: string): string | undefined => {
  const resource = { urn: "urn", type, name: "one", id: "id-1", inputs, dependsOn: [] };
  return filled(pattern, { resource, arn: undefined, region: "eu-west-1", tags: {} }, home);
};

describe("the ARN of a resource that has none among its outputs", () => {
  it("is made of its bucket, and of its key or name", () => {
    const bucket = "arn:${Partition}:s3:::${BucketName}";
    const object = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
    const ofObject = (inputs: object) => filledFor("aws:s3/bucketObject:BucketObject", { ...inputs }, object);
    expect(filledFor("aws:s3/bucketPolicy:BucketPolicy", { bucket: "site" }, bucket)).to.equal("arn:aws:s3:::site");
    expect(ofObject({ bucket: "site", key: "a/b" })).to.equal("arn:aws:s3:::site/a/b");
    expect(ofObject({ bucket: "site" })).to.equal("arn:aws:s3:::site/one");
    expect(ofObject({})).to.equal(undefined);
    expect(
      filledFor("aws:sns/topic:Topic", { bucket: "site" }, "arn:${Partition}:sns:${Region}:${Account}:${TopicName}"),
    ).to.equal(undefined);
  });

  it("is made of its id for EC2, Route 53 and CloudFront, where the ARN is of its own kind", () => {
    const cases: readonly (readonly [type: string, pattern: string, arn: string | undefined])[] = [
      [
        "aws:ec2/routeTable:RouteTable",
        "arn:${Partition}:ec2:${Region}:${Account}:route-table/${RouteTableId}",
        "arn:aws:ec2:eu-west-1:123456789012:route-table/id-1",
      ],
      ["aws:ec2/vpc:Vpc", "arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}", undefined],
      [
        "aws:cloudfront/function:Function",
        "arn:${Partition}:cloudfront::${Account}:function/${Name}",
        "arn:aws:cloudfront::123456789012:function/id-1",
      ],
      [
        "aws:route53/hostedzone:Zone",
        "arn:${Partition}:route53:::hostedzone/${Id}",
        "arn:aws:route53:::hostedzone/id-1",
      ],
      ["aws:sns/topic:Topic", "arn:${Partition}:sns:${Region}:${Account}:topic/${Id}", undefined],
    ];
    for (const [type, pattern, arn] of cases) expect(filledFor(type, {}, pattern), pattern).to.equal(arn);
  });
});
