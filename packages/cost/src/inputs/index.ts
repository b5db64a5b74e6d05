import { type CostResource } from "../graph-view";
import { computeInputs } from "./compute";
import { dataInputs } from "./data";
import { edgeInputs } from "./edge";
import { elsewhereInputs } from "./elsewhere";
import { type InputList } from "./list";
import { networkInputs } from "./network";
import { operationsInputs } from "./operations";
import { serverlessInputs } from "./serverless";

export { COMMON_CHANGES, COMMON_FREE, type InputList, type PartList } from "./list";

/** What every input of every priced type does to the bill. */
export const inputLists: Readonly<Record<string, InputList>> = {
  ...networkInputs,
  ...computeInputs,
  ...dataInputs,
  ...edgeInputs,
  ...operationsInputs,
  ...serverlessInputs,
  ...elsewhereInputs,
};

/** Values with which an input is given and means nothing. */
const NOTHING = [
  ...["false", "0", "[]", "{}", "null", "undefined", '""'],
  ...['"default"', '"region"', '"units"', '"BASIC"', '"ACCOUNT"', '"ORGANIZATION"'],
];

const isSet = (value: unknown): boolean => value !== undefined && !NOTHING.includes(JSON.stringify(value));

/** Inputs of a resource, and parts of them, that AWS bills and no line holds, said in words. */
export function unmodelledInputs(resource: CostResource): string[] {
  return [...new Set(setIn(resource, "unmodelled").map(({ said }) => said))];
}

/** Inputs of a resource that change how much is used, with the keys of the profile that say it instead. */
export function usedInputs(resource: CostResource): string[] {
  const keys = new Map<string, Set<string>>();
  for (const { input, said } of setIn(resource, "used")) keys.set(input, (keys.get(input) ?? new Set()).add(said));
  return [...keys].map(([input, names]) => `${input} (${[...names].join(", ")})`);
}

interface Said {
  readonly input: string;
  readonly said: string;
}

/** What a list says of the inputs that are set, and of their parts. */
function setIn({ type, inputs }: CostResource, list: "unmodelled" | "used"): Said[] {
  const own = inputLists[type];
  const ofInputs = Object.entries(own?.[list] ?? {}).flatMap(([input, said]) =>
    isSet(inputs[input]) ? [{ input, said }] : [],
  );
  const ofParts = Object.entries(own?.parts ?? {}).flatMap(([input, part]) =>
    Object.entries(part[list]).flatMap(([path, said]) =>
      valuesAt(inputs[input], path.split(".")).some(isSet) ? [{ input, said }] : [],
    ),
  );
  return [...ofInputs, ...ofParts];
}

/** Values at a path; of lists, those of every item. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return typeof value === "object" && value !== null ? valuesAt((value as Record<string, unknown>)[name], rest) : [];
}
