import * as pulumi from "@pulumi/pulumi";

/** A resource as the program asked for it. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What AWS computes and the program reads. Inputs are echoed, and every resource gets an id and an ARN. */
const computed: Readonly<Record<string, (inputs: Made["inputs"]) => Record<string, unknown>>> = {
  "aws:rds/instance:Instance": () => ({
    address: "db.example",
    masterUserSecrets: [{ secretArn: arnOf("db-password") }],
  }),
  "aws:acm/certificate:Certificate": ({ domainName, subjectAlternativeNames = [] }) => ({
    domainValidationOptions: [domainName, ...(subjectAlternativeNames as string[])].map((host) => ({
      domainName: host,
      resourceRecordName: "_a",
      resourceRecordType: "CNAME",
      resourceRecordValue: "_b",
    })),
  }),
};

/** What AWS answers when the program looks something up. */
const answers: Readonly<Record<string, Record<string, unknown>>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": {
    names: ["us-east-1a", "us-east-1b"],
    zoneIds: ["use1-az1", "use1-az2"],
  },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": { id: "pl-cloudfront" },
  "aws:ssm/getParameter:getParameter": { value: "ami-0123456789" },
};

/**
 * Runs a program, or a part of one, on Pulumi's mocks.
 *
 * @param config stack configuration @default none
 * @returns every resource that it made.
 * @throws whatever the program throws, and for a look-up that has no answer.
 */
export function deploy(program: () => unknown, config: Readonly<Record<string, string>> = {}): Promise<Made[]> {
  const made: Made[] = [];
  return new Promise((resolve, reject) => {
    const newResource = (resource: Made): pulumi.runtime.MockResourceResult => {
      made.push(resource);
      const state = { arn: arnOf(resource.name), ...resource.inputs, ...computed[resource.type]?.(resource.inputs) };
      return { id: `${resource.name}-id`, state };
    };
    // An error that is thrown in here leaves the program waiting for ever.
    const call = ({ token }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult => {
      const answer = answers[token];
      if (answer === undefined) reject(new Error(`${token} has no answer: add one to tests/mocks/mocks.ts.`));
      return answer ?? {};
    };
    run(program, config, { newResource, call }).then(() => {
      resolve(made);
    }, reject);
  });
}

async function run(program: () => unknown, config: Readonly<Record<string, string>>, mocks: pulumi.runtime.Mocks) {
  await pulumi.runtime.setMocks(mocks, "webapp", "test");
  pulumi.runtime.setAllConfig({ ...config });
  await program();
  // A resource is made when its inputs are known, which may be after the program has returned.
  await pulumi.runtime.disconnect();
}

/** Resources of a type. */
export const ofType = (made: readonly Made[], type: string): Made[] =>
  made.filter((resource) => resource.type === type);

/** Names of the resources of a type, in alphabetical order. */
export const namesOf = (made: readonly Made[], type: string): string[] =>
  ofType(made, type)
    .map(({ name }) => name)
    .sort();

/** The value of an output. Await it: an `expect` inside `apply` can fail unheard. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    // eslint-disable-next-line no-restricted-syntax -- nothing is expected in here
    output.apply((value) => {
      resolve(value);
    });
  });

function arnOf(name: string): string {
  return `arn:aws:test:us-east-1:123456789012:${name}`;
}
