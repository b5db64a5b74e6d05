import { type Rule } from "./case";

const WAF = { "protection.waf": true };
const ZONE = "Z0123456789EXAMPLE";
const domain = (name: string) => ({ name, zoneId: ZONE });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`);
const snapshot = (name: string, account = "123456789012", place = "aws:rds:us-east-1") =>
  `arn:${place}:${account}:snapshot:${name}`;
const keyed = (place: string, account = "123456789012") => [
  { name: "uploads", access: ["read"], keyArn: `arn:${place}:${account}:key/0e0e0e0e-0000-4000-8000-000000000001` },
];
const reading = (resource: string) => [
  { sid: "Orders", actions: ["s3:GetObject"], resources: [resource], reason: "Test." },
];
const certificate = (partition: string) =>
  `arn:${partition}:acm:us-east-1:123456789012:certificate/0e0e0e0e-0000-4000-8000-000000000001`;
const certified = (edge: string, regional = edge) => ({
  name: "app.example.com",
  certificateArn: certificate(edge),
  regionalCertificateArn: certificate(regional),
});

/** What was once taken although AWS refuses it, refused badly, or refused although AWS takes it; and their neighbours. */
export const byHand: readonly Rule[] = [
  {
    key: "network.cidr",
    reason: "a VPC is /16 to /28 and not in 0/8, 127/8, 169.254/16 or 224/4 (VPC user guide, VPC CIDR blocks)",
    right: ["10.0.0.0/16", "172.16.0.0/20", "192.168.0.0/16", "100.64.0.0/16", "198.51.100.0/22", "11.0.0.0/18"],
    wrong: ["0.0.0.0/16", "127.0.0.0/16", "127.255.0.0/20", "169.254.0.0/16", "169.254.64.0/20", "224.0.0.0/16"],
  },
  {
    key: "network.cidr",
    reason: "a range is written with its first address (EC2 API reference, CreateVpc)",
    right: [],
    wrong: [
      "239.255.0.0/20",
      "10.0.0.1/16",
      "10.0.0.0/15",
      "10.0.0.0",
      "10.0/16",
      "fd00::/56",
      "10.256.0.0/16",
      "",
      10,
      "0.0.0.0/0",
    ],
  },
  {
    key: "database.name",
    reason: "not a word reserved by the engine, 64 letters, digits and _ (RDS API reference, CreateDBInstance, DBName)",
    right: ["app", "App1", "a", "x_1", "selection", "mysql_app", "my", "users", "orders", "begin", "a".repeat(64)],
    wrong: [
      "mysql",
      "MySQL",
      "sys",
      "information_schema",
      "performance_schema",
      "select",
      "SELECT",
      "table",
      "order",
      "rank",
      "window",
    ],
  },
  {
    key: "database.name",
    reason: "begins with a letter (RDS API reference, CreateDBInstance, DBName)",
    right: ["z9"],
    wrong: ["1app", "_app", "my-app", "my app", "é", "a".repeat(65), "", "app;"],
  },
  {
    key: "database.instanceClass",
    reason: "a class that runs MySQL 8.4 (RDS user guide, Supported DB engines for DB instance classes)",
    right: [
      "db.t4g.micro",
      "db.t3.small",
      "db.m5.large",
      "db.r5.xlarge",
      "db.m7g.large",
      "db.r8g.2xlarge",
      "db.m6i.4xlarge",
    ],
    wrong: [
      "db.t2.micro",
      "db.m1.small",
      "m7g.large",
      "db.t4g",
      "db.t4g.nano",
      "db.constructor.large",
      "DB.T4G.MICRO",
      "constructor",
    ],
  },
  {
    key: "database.restoreFrom",
    reason: "a snapshot of the region; shared ones are manual (RDS user guide, Sharing a DB snapshot)",
    right: [
      snapshot("nightly"),
      snapshot("rds:webapp-2026-01-01-03-00"),
      snapshot("awsbackup:job-1"),
      snapshot("shared", "210987654321"),
    ],
    wrong: [
      snapshot("nightly", "123456789012", "aws:rds:eu-west-1"),
      snapshot("nightly", "123456789012", "aws-cn:rds:us-east-1"),
      snapshot("nightly", "123456789012", "aws-us-gov:rds:us-east-1"),
      snapshot("rds:theirs", "210987654321"),
      snapshot("two--hyphens"),
      snapshot("1st"),
      snapshot("under_score"),
      snapshot("end-"),
      snapshot("x", "1234"),
      "nightly",
      "arn:aws:rds:us-east-1:123456789012:db:webapp",
    ],
  },
  {
    key: "access.permissionsBoundary",
    reason: "a managed policy of the account, or AWS's (IAM user guide, Permissions boundaries for IAM entities)",
    right: [
      "arn:aws:iam::123456789012:policy/webapp-boundary",
      "arn:aws:iam::aws:policy/PowerUserAccess",
      "arn:aws:iam::123456789012:policy/ci/boundary",
    ],
    wrong: [
      "arn:aws:iam::210987654321:policy/webapp-boundary",
      "arn:aws-cn:iam::123456789012:policy/webapp-boundary",
      "arn:aws:iam::123456789012:role/webapp",
      "webapp-boundary",
      "arn:aws:iam::123456789012:policy/",
    ],
  },
  {
    key: "domain",
    reason: "labels of 63 letters, digits and hyphens (Route 53 developer guide, DNS domain name format)",
    right: [
      domain("app.example.com"),
      domain("example.xn--p1ai"),
      domain("xn--80ak6aa92e.com"),
      domain("a.b.c.example.org"),
      domain("1.example.com"),
    ],
    wrong: [
      domain("-app.example.com"),
      domain("app-.example.com"),
      domain("App.example.com"),
      domain("app_1.example.com"),
      domain("example"),
      domain("app.example.com."),
      domain("a..example.com"),
      domain("app.-x.com"),
      domain("app.example.c"),
      domain("app.example.xn--"),
    ],
  },
  {
    key: "domain",
    reason: "the certificate of api-internal.<name> has 64 characters (ACM user guide, Quotas)",
    right: [domain(`${"a".repeat(39)}.example.com`)],
    wrong: [
      domain(`${"a".repeat(40)}.example.com`),
      domain(`${"a".repeat(63)}.example.com`),
      domain(`${"a".repeat(64)}.com`),
    ],
  },
  {
    key: "edge.allowCountries",
    reason:
      "ISO 3166-1 alpha-2 codes (CloudFront developer guide, Restrict the geographic distribution of your content)",
    right: [[], ["GB"], ["US", "CA"], ["DE", "AT", "CH"], ["XK"].slice(1), ["EH"]],
    wrong: [["UK"], ["ZZ"], ["EU"], ["XX"], ["us"], ["USA"], ["Germany"], [""], ["constructor"], "US", ["US", "UK"]],
  },
  {
    key: "protection.blockAddresses",
    reason: "IPv4 ranges but /0, 10,000 at most (WAF developer guide, IP set match rule statement)",
    right: [["203.0.113.7"], ["203.0.113.0/24"], ["0.0.0.0/1", "128.0.0.0/1"], many(10_000)],
    wrong: [
      ["0.0.0.0/0"],
      many(10_001),
      ["203.0.113.7/24"],
      ["203.0.113.256"],
      ["2001:db8::1"],
      ["example.com"],
      [""],
      ["203.0.113.0/33"],
    ],
    beside: WAF,
  },
  {
    key: "protection.allowAddresses",
    reason: "IPv4 ranges but /0, 10,000 at most (WAF developer guide, IP set match rule statement)",
    right: [["198.51.100.1/32"], ["198.51.100.0/25"]],
    wrong: [["0.0.0.0/0"], many(10_001), ["198.51.100.1/0"], ["any"]],
    beside: WAF,
  },
  {
    key: "network.s3Buckets",
    reason: "bucket names (S3 user guide, General purpose bucket naming rules)",
    right: [["uploads"], ["uploads.example.com"], ["a1b"], ["my-bucket-2026"], ["a".repeat(63)]],
    wrong: [
      ["Uploads"],
      ["ab"],
      ["a".repeat(64)],
      ["a..b"],
      ["192.168.5.4"],
      ["xn--bucket"],
      ["sthree-x"],
      ["data-s3alias"],
      ["x--ol-s3"],
      ["my_bucket"],
      ["-bucket"],
      ["bucket-"],
      ["amzn-s3-demo-x"],
      ["logs.mrap"],
      ["a--x-s3"],
    ],
  },
  {
    key: "domain",
    reason: "the id of a hosted zone (Route 53 API reference, HostedZone)",
    right: [{ name: "app.example.com", zoneId: "Z1D633PJN98FT9" }],
    wrong: ["z1d633pjn98ft9", "/hostedzone/Z1D633PJN98FT9", "Z1", "", "example.com"].map((zoneId) => ({
      name: "app.example.com",
      zoneId,
    })),
  },
  {
    key: "network.s3Buckets",
    reason: "a key of the bucket's region (S3 user guide, Using server-side encryption with AWS KMS keys)",
    right: [keyed("aws:kms:us-east-1"), keyed("aws:kms:us-east-1", "210987654321")],
    wrong: [keyed("aws:kms:eu-west-1"), keyed("aws-cn:kms:us-east-1"), keyed("aws:kms:us-east-1", "1234")],
  },
  {
    key: "backend.permissions",
    reason: "resources of the partition (IAM user guide, IAM JSON policy elements: Resource)",
    right: [reading("arn:aws:s3:::orders/*"), reading("arn:aws:s3:::*")],
    wrong: [reading("arn:aws-cn:s3:::orders/*"), reading("arn:aws-us-gov:s3:::orders/*")],
  },
  {
    key: "domain",
    reason: "certificates of the partition (ACM user guide, Services integrated with ACM)",
    right: [certified("aws"), certified("aws", "aws")],
    wrong: [certified("aws-cn"), certified("aws", "aws-us-gov")],
  },
];
