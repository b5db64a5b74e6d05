import { replacementBy } from "@toolkit/offline/replacement";
import { createResource } from "@toolkit/offline/world";
import type {
  CheckCall,
  CheckResult,
  CreateCall,
  Created,
  DiffCall,
  DiffResult,
  Found,
  Provider,
  ReadCall,
  UpdateCall,
} from "../protocol/provider";
import { sameValue, type Properties } from "../protocol/values";
import type { Account } from "./account";
import { worldContext } from "./outputs";

/**
 * A provider whose resources live in the state alone: random values, keys, commands, dynamic resources. Nothing is run;
 * outputs are what the provider's package declares, where it is installed.
 */
export class EmulatedOther implements Provider {
  constructor(
    private readonly account: Account,
    readonly version = "0.0.0",
  ) {}

  check({ news }: CheckCall): CheckResult {
    return { inputs: news, failures: [] };
  }

  diff({ type, oldInputs, news }: DiffCall): DiffResult {
    const keys = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
    const changed = keys.filter((key) => !sameValue(oldInputs[key], news[key]));
    return {
      changed,
      replaces: changed.filter((key) => replacementBy(type, key) !== undefined),
      deleteBeforeReplace: false,
    };
  }

  create(call: CreateCall): Created {
    if (call.preview) return { id: "", outputs: call.inputs };
    const { type, name, inputs } = call;
    const serial = this.account.nextSerial();
    const urn = `${call.urn}#${serial}`;
    const { id, computed } = createResource({ urn, type, name, inputs }, worldContext(this.account, call));
    // The engine refuses a resource without an id.
    return { id: id === "" ? `${name}-${serial}` : id, outputs: { ...inputs, ...(computed as Properties) } };
  }

  /** Such a value has no origin to read it from; what the state holds is what it is. */
  read({ id, inputs, outputs }: ReadCall): Found {
    return { id, inputs, outputs };
  }

  update({ oldOutputs, news }: UpdateCall): Properties {
    return { ...oldOutputs, ...news };
  }

  delete(): void {
    // Only the state forgets it.
  }

  invoke(): Properties {
    return {};
  }
}
