import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { refuse } from "../errors";

/** Days before an image that lost its tag, or never had one, is removed. */
const UNTAGGED_DAYS = 14;

export interface RegistryArgs {
  readonly account: AccountContext;
  /** Short names, e.g. `["backend", "frontend"]`; each becomes `<prefix>/<name>`. */
  readonly repositories: readonly string[];
  /** Tagged images to keep in each, which is how far back a rollback can go. @default 50 */
  readonly keepImages?: number | undefined;
  /** Delete repositories that still hold images. @default false */
  readonly forceDelete?: boolean | undefined;
  /** Customer-managed key, fixed at creation. @default the account's AWS-managed key for ECR */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/** Where images are pushed to and pulled from. */
export interface Repository {
  /** `<account>.dkr.ecr.<region>.amazonaws.com/<name>` */
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
}

/**
 * Private container repositories: immutable tags, scanned on push, encrypted with KMS, and cleaned up by a policy that
 * keeps the newest tagged images and removes untagged ones after two weeks.
 *
 * Cost: storage by the GB, and nothing while empty.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Image storage: 0.10 per GB-month
 * </cost>
 *
 * @example
 * ```ts
 * const registry = new Registry("registry", { account, repositories: ["backend", "frontend"], keepImages: 30 });
 * const url = registry.repository("backend").url;
 * ```
 */
export class Registry extends pulumi.ComponentResource {
  /** By the short names given. */
  readonly repositories: Readonly<Record<string, Repository>>;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:Registry", name, {}, opts);
    const { keepImages = 50 } = args;
    refuse(name, registryProblems({ ...args, keepImages }));

    this.repositories = Object.fromEntries(
      args.repositories.map((key) => [key, this.createRepository(`${name}-${key}`, key, args, keepImages)]),
    );

    this.registerOutputs({
      urls: Object.fromEntries(Object.entries(this.repositories).map(([key, repository]) => [key, repository.url])),
    });
  }

  /** The repository called `key`; throws when it is not one of those given. */
  repository(key: string): Repository {
    const repository = this.repositories[key];
    if (repository === undefined) {
      throw new Error(`The registry has no repository "${key}": it has ${Object.keys(this.repositories).join(", ")}.`);
    }
    return repository;
  }

  private createRepository(logicalName: string, key: string, args: RegistryArgs, keepImages: number): Repository {
    const repository = new aws.ecr.Repository(
      logicalName,
      {
        name: `${args.account.prefix}/${key}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn }],
        forceDelete: args.forceDelete ?? false,
      },
      { parent: this },
    );
    new aws.ecr.LifecyclePolicy(
      logicalName,
      { repository: repository.name, policy: lifecyclePolicy(keepImages) },
      { parent: this },
    );
    return { url: repository.repositoryUrl, arn: repository.arn, name: repository.name };
  }
}

/** ECR never removes an untagged manifest that a kept multi-platform image refers to, so both rules may stand. */
function lifecyclePolicy(keepImages: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Remove untagged images after ${UNTAGGED_DAYS} days`,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: UNTAGGED_DAYS,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: `Keep the newest ${keepImages} tagged images`,
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: keepImages,
        },
        action: { type: "expire" },
      },
    ],
  });
}

function registryProblems(args: RegistryArgs & { readonly keepImages: number }): string[] {
  const { account, repositories, keepImages } = args;
  return [
    ...(Number.isInteger(keepImages) && keepImages >= 2
      ? []
      : [`keepImages is ${keepImages}: keep at least 2, or no deployment can be rolled back.`]),
    ...(new Set(repositories).size === repositories.length
      ? []
      : [`two repositories have the same name: ${repositories.join(", ")}.`]),
    ...repositories
      .map((key) => `${account.prefix}/${key}`)
      .filter((name) => name.length > 256 || !/^[a-z0-9]+(?:[._\-/][a-z0-9]+)*$/.test(name))
      .map((name) => `"${name}" is not a repository name: use lower-case letters and digits, separated by . _ - or /.`),
  ];
}
