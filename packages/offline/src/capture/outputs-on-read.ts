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
    const keys = Object.keys(props).filter((key) => key !== "id" && key !== "urn");
    return Object.fromEntries(
      keys.map((key) => {
        const make = (): Settle => transfer(onto, label, { [key]: props[key] })[key] ?? (() => undefined);
        // One that is there already is refused by the SDK.
        return [key, Object.hasOwn(onto, key) ? make() : deferred(onto, key, make)];
      }),
    );
  };
}

/** A property that is made when it is read, before or after it is settled. */
function deferred(onto: object, key: string, make: () => Settle): Settle {
  let settled: readonly unknown[] | undefined;
  let settle: Settle = (...values) => {
    settled = values;
  };
  Object.defineProperty(onto, key, {
    configurable: true,
    enumerable: true,
    get() {
      Reflect.deleteProperty(onto, key);
      settle = make();
      if (settled !== undefined) settle(...settled);
      return Reflect.get(onto, key) as unknown;
    },
    set(value: unknown) {
      Object.defineProperty(onto, key, { configurable: true, enumerable: true, writable: true, value });
    },
  });
  return (...values) => {
    settle(...values);
  };
}
