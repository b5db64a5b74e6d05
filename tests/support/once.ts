/**
 * A function that runs once per process for the same arguments, told apart by their JSON: treat what it returns as
 * read-only.
 */
export function once<Args extends readonly unknown[], Result>(
  run: (...args: Args) => Result,
): (...args: Args) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = results.get(key) ?? { result: run(...args) };
    results.set(key, known);
    return known.result;
  };
}
