export type { DeclaredType } from "./declared-type";
export {
  describeFunction,
  describeMethod,
  describeResource,
  type FunctionDescription,
  type ResourceDescription,
  typesGivenBackBy,
} from "./description";
export { type Fields, fieldsOf, firstMemberOf } from "./interfaces";
