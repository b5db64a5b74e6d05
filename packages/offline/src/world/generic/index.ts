export { describeMethod } from "../../provider";
export { describedAnswer } from "./functions";
export { describedModel, describedOutputs } from "./model";
