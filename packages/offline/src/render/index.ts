export { renderDiff } from "./diff";
export { highlightsOf, valueAt } from "./highlights";
export { PLAIN, type Style, styleFor } from "./style";
export { renderNotes } from "./notes";
export { type Column, countByComponent, renderSummary } from "./table";
export { renderTree, shortType } from "./tree";
