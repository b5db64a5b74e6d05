import type { Settings } from "./rehearsal";

/** A change of the configuration, or of a file, of a live stack. Changes add up in their order. */
export interface Change {
  readonly change: string;
  readonly settings?: Settings;
  /** A file of the program that gets one more line. */
  readonly append?: { readonly file: string; readonly line: string };
  /** `type::name` of what must be replaced, the new one before the old; nothing else may be. */
  readonly replaces: readonly string[];
  /** What an edge location misses for some minutes, by the model of the edge. @default the site answers throughout */
  readonly outage?: string;
}

const definition = (name: string): string => `aws:ecs/taskDefinition:TaskDefinition::${name}`;
const domain = { name: "dev.example.com", zoneId: "Z0123456789EXAMPLE" };
/** A push of new content draws a new suffix for its tag. */
const newImage = ["random:index/randomString:RandomString::backend-image", definition("backend")];

/** What operators do to a stack that is in use. Every operation of each is in `golden/`. */
export const changes: readonly Change[] = [
  {
    change: "a larger database class",
    settings: { "webapp:database.instanceClass": "db.t4g.small" },
    // The tasks' connection pools follow from the class.
    replaces: [definition("backend")],
  },
  { change: "more storage", settings: { "webapp:database.storageGb": 30 }, replaces: [] },
  { change: "more days of backups", settings: { "webapp:database.backupRetentionDays": 14 }, replaces: [] },
  { change: "a standby", settings: { "webapp:database.multiAz": true }, replaces: [] },
  {
    change: "larger tasks",
    settings: { "webapp:backend.cpu": 512, "webapp:backend.memory": 1024 },
    replaces: [definition("backend")],
  },
  {
    change: "new content of the backend's image",
    append: { file: "tests/fixtures/app/backend/answer.txt", line: "Changed once." },
    replaces: newImage,
  },
  {
    change: "new content of the backend's image again",
    append: { file: "tests/fixtures/app/backend/answer.txt", line: "Changed twice." },
    replaces: newImage,
  },
  { change: "a NAT gateway for the NAT instance", settings: { "webapp:network.nat": "single" }, replaces: [] },
  { change: "a third zone", settings: { "webapp:network.azs": ["a", "b", "c"] }, replaces: [] },
  { change: "a firewall", settings: { "webapp:protection.waf": true }, replaces: [] },
  {
    change: "other rules of the firewall",
    settings: { "webapp:protection.wafRateLimit": 500, "webapp:protection.blockAddresses": ["198.51.100.0/24"] },
    replaces: [],
  },
  { change: "another default tag", settings: { "aws:defaultTags.tags.Owner": "another team" }, replaces: [] },
  {
    change: "the origin header's next value is sent",
    settings: { "webapp:edge.originSecret": { send: 2, accept: [1, 2] } },
    replaces: [],
  },
  {
    change: "the origin header's old value is accepted no more",
    settings: { "webapp:edge.originSecret": { send: 2, accept: [2, 3] } },
    replaces: [],
  },
  {
    change: "a domain",
    settings: { "webapp:domain": domain },
    replaces: [
      definition("frontend"),
      "aws:lb/listenerRule:ListenerRule::backend",
      "aws:lb/listenerRule:ListenerRule::frontend",
    ],
    // The group admits the new port before the edge has left the old one.
    outage: "a security group rule that admits port 8080",
  },
  {
    change: "the backend on EC2 Spot",
    settings: { "webapp:backend.capacity": "ec2Spot" },
    replaces: [definition("backend")],
  },
  {
    change: "the backend back on Fargate, its instances kept",
    settings: { "webapp:backend.capacity": "fargate", "webapp:ec2Spot.keep": ["arm64"] },
    replaces: [definition("backend")],
  },
  { change: "no more instances", settings: { "webapp:ec2Spot.keep": undefined }, replaces: [] },
];

/** A change of the certificates: names in DNS are replaced, since they are the change. */
export const rename: Change = {
  change: "another name, so other certificates",
  settings: { "webapp:domain": { ...domain, name: "app.dev.example.com" } },
  // Each certificate before the load balancers and the edge leave the old one; the names of the load balancers go with it.
  replaces: [
    ...["edge-certificate", "public-certificate", "internal-name"].flatMap((name) => [
      `aws:acm/certificate:Certificate::${name}`,
      `aws:acm/certificateValidation:CertificateValidation::${name}`,
    ]),
    ...["edge-certificate", "internal-name", "internal-name-alias", "edge-a", "edge-aaaa"].map(
      (name) => `aws:route53/record:Record::${name}`,
    ),
    "aws:route53/zone:Zone::internal-name",
    definition("frontend"),
  ],
};

/** The one change that replaces the database, on purpose, and moves the services to the new one. */
export const restore: Change = {
  change: "a restore from a snapshot",
  settings: { "webapp:database.restoreFrom": "arn:aws:rds:us-east-1:123456789012:snapshot:before-the-accident" },
  replaces: [],
};
