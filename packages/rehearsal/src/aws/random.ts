import { createResource } from "@toolkit/offline/world";
import type {
  CheckCall,
  CheckResult,
  CreateCall,
  Created,
  DiffCall,
  DiffResult,
  Provider,
  ReadCall,
  UpdateCall,
} from "../protocol/provider";
import { sameValue, type Properties } from "../protocol/values";
import type { Account } from "./account";
import { worldContext } from "./outputs";

/** The random provider: nothing of it lives in AWS, only in the state. Every change is a new value. */
export class EmulatedRandom implements Provider {
  readonly version = "4.21.2";

  constructor(private readonly account: Account) {}

  check({ news }: CheckCall): CheckResult {
    return { inputs: news, failures: [] };
  }

  diff({ oldInputs, news }: DiffCall): DiffResult {
    const keys = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
    const changed = keys.filter((key) => !sameValue(oldInputs[key], news[key]));
    return { changed, replaces: changed, deleteBeforeReplace: false };
  }

  create(call: CreateCall): Created {
    if (call.preview) return { id: "", outputs: call.inputs };
    const { type, name, inputs } = call;
    const urn = `${call.urn}#${this.account.nextSerial()}`;
    const { id, computed } = createResource({ urn, type, name, inputs }, worldContext(this.account, call));
    return { id, outputs: { ...inputs, ...(computed as Properties) } };
  }

  /** A random value has no origin to read it from; what the state holds is what it is. */
  read({ inputs, outputs }: ReadCall): { inputs: Properties; outputs: Properties } {
    return { inputs, outputs };
  }

  update({ oldOutputs }: UpdateCall): Properties {
    return oldOutputs;
  }

  delete(): void {
    // Only the state forgets it.
  }

  invoke(): Properties {
    return {};
  }
}
