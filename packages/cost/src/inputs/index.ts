import { type CostResource } from "../graph-view";
import { computeInputs } from "./compute";
import { dataInputs } from "./data";
import { edgeInputs } from "./edge";
import { elsewhereInputs } from "./elsewhere";
import { type InputList } from "./list";
import { networkInputs } from "./network";
import { operationsInputs } from "./operations";
import { serverlessInputs } from "./serverless";

export { COMMON_CHANGES, COMMON_FREE, type InputList } from "./list";

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

/** Inputs of a resource that AWS bills and no line holds, said in words. */
export function unmodelledInputs({ type, inputs }: CostResource): string[] {
  return Object.entries(inputLists[type]?.unmodelled ?? {}).flatMap(([name, words]) =>
    isSet(inputs[name]) ? [words] : [],
  );
}

/** Inputs of a resource that change how much is used, with the key of the profile that says it instead. */
export function usedInputs({ type, inputs }: CostResource): string[] {
  return Object.entries(inputLists[type]?.used ?? {}).flatMap(([name, key]) =>
    isSet(inputs[name]) ? [`${name} (${key})`] : [],
  );
}
