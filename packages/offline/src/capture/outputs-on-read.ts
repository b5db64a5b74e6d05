/** Puts an Output for each of `props` on a resource; the functions settle them once the resource is made. */
export type Transfer = (
  onto: object,
  label: string,
  props: Readonly<Record<string, unknown>>,
) => Record<string, Settle>;

type Settle = (...settled: readonly unknown[]) => void;

/**
 * The SDK gives a resource an Output for each of its properties at once, 20 promises each; few of them are ever read. This
 * has the SDK make each one when it is read.
 */
export function onRead(transfer: Transfer): Transfer {
  return (onto, label, props) => {
    const settlers: Record<string, Settle> = {};
    for (const key of Object.keys(props)) {
      if (key === "id" || key === "urn") continue;
      const property = new Property(onto, key, () => transfer(onto, label, { [key]: props[key] })[key]);
      settlers[key] = (...values) => {
        property.settle(values);
      };
    }
    return settlers;
  };
}

/** A property that is made when it is read, before or after it is settled. */
class Property {
  #settled: readonly unknown[] | undefined;
  #made: Settle | undefined;

  constructor(
    private readonly onto: object,
    private readonly key: string,
    private readonly make: () => Settle | undefined,
  ) {
    // One that is there already is refused by the SDK.
    if (Object.hasOwn(onto, key)) this.#made = make();
    else {
      const [get, set] = [this.#read.bind(this), this.#replace.bind(this)];
      Object.defineProperty(onto, key, { configurable: true, enumerable: true, get, set });
    }
  }

  settle(values: readonly unknown[]): void {
    if (this.#made === undefined) this.#settled = values;
    else this.#made(...values);
  }

  #read(): unknown {
    Reflect.deleteProperty(this.onto, this.key);
    this.#made = this.make();
    if (this.#settled !== undefined) this.#made?.(...this.#settled);
    return Reflect.get(this.onto, this.key) as unknown;
  }

  #replace(value: unknown): void {
    Object.defineProperty(this.onto, this.key, { configurable: true, enumerable: true, writable: true, value });
  }
}
