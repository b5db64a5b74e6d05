import { join } from "node:path";

import type * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx/ecr";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { type AccountContext, EXAMPLE_ACCOUNT } from "../account";
import { UserError } from "../errors";
import { type Architecture, ARCHITECTURES } from "./architecture";
import { type BuildSource, buildFiles } from "./build-source";
import { contextHash } from "./context-hash";
import { withIgnoreFile } from "./ignore-file";
import { ecrImage, type EcrImage } from "./image-uri";

/** Where an image comes from: built from a folder, or pushed by someone else. */
export type ImageSource = BuildSource | { readonly uri: string };

export interface ImageOptions {
  readonly account: AccountContext;
  readonly architecture: Architecture;
  /** Repository that a built image is pushed to. */
  readonly repository: { readonly url: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  /** Component that the image belongs to. */
  readonly parent: pulumi.Resource;
  /** Provider that logs in to ECR. Without it awsx uses a default provider of its own version. @default the parent's */
  readonly provider?: aws.Provider | undefined;
}

/** Characters that tell apart two pushes of the same content. */
const SUFFIX_LENGTH = 6;

/** An image that a task can run. */
export interface ResolvedImage {
  /** With digest when built here, otherwise as given. */
  readonly uri: pulumi.Output<string>;
  /** Repository whose pull rights the task needs; none for public images. */
  readonly pullRepositoryArn?: pulumi.Output<string> | undefined;
}

/**
 * Builds and pushes an image from a folder, or takes one by its URI as it is.
 *
 * A built image is tagged by its content and a suffix of its own, and kept when the next one replaces it, so that a
 * rollback finds it; the repository's lifecycle removes it in the end. The suffix is drawn anew each time the content
 * changes: content that comes back (a revert, or a flip of the variant and back) would meet its own kept tag, which the
 * immutable repository refuses. Throws a `UserError` for a missing folder or Dockerfile, and for an
 * image in another account's registry, whose owner would have to allow the pull; one in AWS's example account is a
 * placeholder, which can be previewed.
 */
export function resolveImage(name: string, image: ImageSource, options: ImageOptions): ResolvedImage {
  return "build" in image ? buildImage(name, image, options) : existingImage(name, image.uri, options.account);
}

function buildImage(name: string, source: BuildSource, options: ImageOptions): ResolvedImage {
  const { platform } = ARCHITECTURES[options.architecture];
  const content = contextHash({ ...source, platform });
  const push = new random.RandomString(
    `${name}-image`,
    { length: SUFFIX_LENGTH, special: false, upper: false, keepers: { content } },
    { parent: options.parent },
  );
  const built = new awsx.Image(
    name,
    {
      repositoryUrl: options.repository.url,
      ...builderArgs(source, content),
      platform,
      imageTag: pulumi.interpolate`${content}-${push.result}`,
    },
    {
      parent: options.parent,
      retainOnDelete: true,
      providers: options.provider === undefined ? {} : { aws: options.provider },
    },
  );
  return { uri: built.imageUri, pullRepositoryArn: pulumi.output(options.repository.arn) };
}

/** What the builder is told; without a Dockerfile of one's own it takes the context's. */
function builderArgs(source: BuildSource, tag: string) {
  const { args = {}, target } = source;
  const files = buildFiles(source);
  const dockerfile = withIgnoreFile(files, tag);
  return {
    context: files.context,
    dockerfile: dockerfile === join(files.context, "Dockerfile") ? undefined : dockerfile,
    target,
    args: Object.keys(args).length === 0 ? undefined : { ...args },
  };
}

function existingImage(name: string, uri: string, account: AccountContext): ResolvedImage {
  const ecr = ecrImage(uri);
  if (ecr === undefined) {
    return { uri: pulumi.output(uri) };
  }
  if (typeof account.accountId === "string") {
    refuseOtherAccount(name, uri, ecr, account.accountId);
  }
  const pullRepositoryArn = pulumi.output(account.accountId).apply((accountId) => {
    refuseOtherAccount(name, uri, ecr, accountId);
    return `arn:${account.partition}:ecr:${ecr.region}:${ecr.accountId}:repository/${ecr.repository}`;
  });
  return { uri: pulumi.output(uri), pullRepositoryArn };
}

function refuseOtherAccount(name: string, uri: string, ecr: EcrImage, accountId: string): void {
  if (ecr.accountId !== accountId && ecr.accountId !== EXAMPLE_ACCOUNT) {
    throw new UserError(
      `${name}: the image ${uri} is in account ${ecr.accountId} and the stack in ${accountId}. Its owner would have to ` +
        `allow the pull, which this stack cannot see: copy the image to a repository of this account.`,
    );
  }
}
