import { T } from "@toolkit/offline/aws-types";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { type Connections, connections } from "../diagrams/facts/connections";
import { listAt } from "../diagrams/facts/read";
import { type ServiceFacts, services } from "../diagrams/facts/services";
import { allows, namedFor, type Tasks } from "./tasks";

/** Something that tasks may do something with. */
export interface Thing {
  /** `bucket uploads` */
  readonly name: string;
  /** What some tasks may do with it. */
  readonly may: (tasks: Tasks) => readonly string[];
}

/** Databases, caches, buckets, queues, services behind load balancers, and secrets. */
export function thingsIn(graph: ResourceGraph, tasks: readonly Tasks[]): Thing[] {
  const connects = connections(graph);
  return [
    ...stores(graph, connects),
    ...graph.ofType(T.bucket).map(({ id, name }) => bucket(name, id)),
    ...graph.ofType(T.queue).map(({ id, name }) => queue(name, id)),
    ...services(graph).map((service) => called(service, connects)),
    ...secrets(graph, tasks),
  ];
}

function stores(graph: ResourceGraph, connects: Connections): Thing[] {
  const store = (name: string, groups: readonly unknown[]): Thing => ({
    name,
    may: (tasks) => (connects(tasks, { groupIds: groups.map(String) }) ? ["connect"] : []),
  });
  return [
    ...graph.ofType(T.databaseInstance).map(({ name, inputs }) => store(name, listAt(inputs, "vpcSecurityGroupIds"))),
    ...graph.ofType(T.cacheGroup).map(({ name, inputs }) => store(name, listAt(inputs, "securityGroupIds"))),
  ];
}

/** What of a list of actions tasks may do on a resource, in words. */
const verbs = (arn: string, actions: Readonly<Record<string, string>>): Thing["may"] => {
  const words = Object.entries(actions);
  return (tasks) => words.filter(([, action]) => allows(tasks, action, arn)).map(([word]) => word);
};

const bucket = (name: string, id: string): Thing => ({
  name: `bucket ${name.replace(/^bucket-/u, "")}`,
  may: (tasks) =>
    Object.entries({ read: "s3:GetObject", write: "s3:PutObject", delete: "s3:DeleteObject" })
      .filter(([, action]) => namedFor(tasks, action).some((arn) => arn === "*" || arn.includes(`:s3:::${id}/`)))
      .map(([word]) => word),
});

/** @param url its id: `https://sqs.<region>.amazonaws.com/<account>/<name>` */
const queue = (name: string, url: string): Thing => {
  const [region = "", account = "", id = ""] =
    /^https:\/\/sqs\.([^.]+)\.[^/]+\/(\d+)\/(.+)$/u.exec(url)?.slice(1) ?? [];
  const arn = `arn:aws:sqs:${region}:${account}:${id}`;
  return { name: `queue ${name}`, may: verbs(arn, { send: "sqs:SendMessage", receive: "sqs:ReceiveMessage" }) };
};

/** A load balancer tells by path, not by caller: who may reach it may call all that it serves. */
const called = ({ name, loadBalancer }: ServiceFacts, connects: Connections): Thing => ({
  name: `service ${name}`,
  may: (tasks) => (tasks.name !== name && connects(tasks, loadBalancer) ? ["call"] : []),
});

const READ = "secretsmanager:GetSecretValue";

/** Those of the stack, and what tasks are given of others. */
function secrets(graph: ResourceGraph, tasks: readonly Tasks[]): Thing[] {
  const own = new Map(graph.ofType(T.secret).map(({ id, name }) => [id, name]));
  const arns = [...new Set(tasks.flatMap((one) => namedFor(one, READ)))];
  return arns.map((arn) => ({
    name: `secret ${own.get(arn)?.replace(/^.*-secrets-/u, "") ?? nameOf(arn)}`,
    may: (one) => (namedFor(one, READ).includes(arn) ? ["read"] : []),
  }));
}

/** RDS and ElastiCache name theirs so that nobody else's is alike. */
const nameOf = (arn: string): string => {
  const name = arn.split(":secret:")[1] ?? arn;
  return name.startsWith("rds!") ? "of the database" : name.replace(/-[A-Za-z0-9]{6}$/u, "");
};
