import { expect } from "chai";
import { ecrImage } from "../../components/compute/image-uri";

const digest = `sha256:${"a".repeat(64)}`;

describe("image-uri", () => {
  const ecr = [
    { uri: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/webapp-dev/backend@${digest}`, region: "eu-west-1" },
    { uri: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/webapp-dev/backend:v1@${digest}`, region: "eu-west-1" },
    { uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend:v1.2", region: "us-east-1" },
    { uri: "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/webapp-dev/backend", region: "us-east-1" },
    { uri: "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/webapp-dev/backend:1", region: "cn-north-1" },
    { uri: "123456789012.dkr-ecr.eu-west-1.on.aws/webapp-dev/backend:1", region: "eu-west-1" },
  ];
  for (const { uri, region } of ecr) {
    it(`reads ${uri}`, () => {
      expect(ecrImage(uri)).to.deep.equal({ accountId: "123456789012", region, repository: "webapp-dev/backend" });
    });
  }

  const others = [
    `ghcr.io/owner/backend@${digest}`,
    "public.ecr.aws/nginx/nginx:1.29",
    "nginx",
    "12345.dkr.ecr.eu-west-1.amazonaws.com/backend:1",
    "evil.example/123456789012.dkr.ecr.eu-west-1.amazonaws.com/backend:1",
  ];
  for (const uri of others) {
    it(`finds no repository of ours in ${uri}`, () => {
      expect(ecrImage(uri)).to.equal(undefined);
    });
  }
});
