import { T } from "@toolkit/offline/aws-types";
import { createHash } from "node:crypto";

import type { FaultPlan } from "../faults/faults";
import type {
  CheckCall,
  CheckResult,
  CreateCall,
  Created,
  DeleteCall,
  DiffCall,
  DiffResult,
  Found,
  Provider,
  ReadCall,
  UpdateCall,
} from "../protocol/provider";
import { sameValue, type Properties, shown } from "../protocol/values";
import type { Account, Resource } from "./account";
import { administrator, type Authorizer } from "./authorizer";
import { list } from "./look";

const REPOSITORY = T.repository;
const IMAGE = T.image;

/** The docker-build provider without a daemon: a build is a manifest in the account's registry. */
export class EmulatedDockerBuild implements Provider {
  readonly version = "0.0.14";

  constructor(
    private readonly account: Account,
    private readonly faults: FaultPlan,
    private readonly authorizer: Authorizer = administrator,
  ) {}

  check({ news }: CheckCall): CheckResult {
    return { inputs: news, failures: [] };
  }

  diff({ oldInputs, news }: DiffCall): DiffResult {
    const keys = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
    return {
      changed: keys.filter((key) => !sameValue(oldInputs[key], news[key])),
      replaces: [],
      deleteBeforeReplace: false,
    };
  }

  create(call: CreateCall): Created {
    if (call.preview) return { id: "", outputs: call.inputs };
    const effect = this.faults.strike("create", IMAGE);
    if (effect !== undefined) throw new Error("before" in effect ? effect.before : effect.after);
    const image = this.push(call, this.account.nextSerial(), "create");
    return { id: image.id, outputs: image.outputs };
  }

  read({ id }: ReadCall): Found | undefined {
    return this.account.get(IMAGE, id);
  }

  update(call: UpdateCall): Properties {
    if (call.preview) return { ...call.oldOutputs, ...call.news };
    const current = this.account.get(IMAGE, call.id);
    return this.push({ ...call, inputs: call.news }, current?.serial ?? this.account.nextSerial(), "update").outputs;
  }

  /** docker-build deletes the manifest from the registry, which is why the program retains its images. */
  delete({ id }: DeleteCall): void {
    const image = this.account.get(IMAGE, id);
    if (image !== undefined) this.account.remove(image);
  }

  invoke(): Properties {
    return {};
  }

  private push(call: Pick<CreateCall, "urn" | "inputs">, serial: number, action: "create" | "update"): Resource {
    const tag = list(call.inputs.tags)[0];
    if (typeof tag !== "string")
      throw new Error("at least one tag or export name is needed when pushing to a registry");
    const repository = this.account
      .all(REPOSITORY)
      .find(({ outputs }) => tag.startsWith(`${shown(outputs.repositoryUrl)}:`));
    if (repository === undefined) {
      throw new Error(
        `failed to push ${tag}: name unknown: The repository with name '${tag.split("/").at(-1)?.split(":")[0] ?? ""}' does not exist in the registry with id '${this.account.accountId}'`,
      );
    }
    const taken = this.account
      .all(IMAGE)
      .find((image) => image.serial !== serial && list(image.inputs.tags).includes(tag));
    if (taken !== undefined && repository.inputs.imageTagMutability === "IMMUTABLE") {
      throw new Error(
        `failed to push ${tag}: tag invalid: The image tag '${tag.split(":").at(-1) ?? ""}' already exists in the '${repository.id}' repository and cannot be overwritten because the tag is immutable.`,
      );
    }
    const digest = `sha256:${createHash("sha256").update(tag).digest("hex")}`;
    const outputs = { ...call.inputs, digest, ref: `${tag}@${digest}`, contextHash: tag.split(":").at(-1) ?? "" };
    const image: Resource = {
      type: IMAGE,
      id: digest,
      urn: call.urn,
      region: repository.region,
      serial,
      inputs: call.inputs,
      outputs,
    };
    const { account } = this;
    const message = this.authorizer.refuseChange({ moment: "create", account, resource: image, current: undefined });
    if (message !== undefined) throw new Error(`failed to push ${tag}: ${message}`);
    account.put(image, action);
    return image;
  }
}
