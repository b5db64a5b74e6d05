export { MAX_TABLE_AGE_DAYS, ageInDays, staleTableWarning } from "./age";
export { bundledPrices, type Price, PriceBook, loadPriceBook, parsePriceTable } from "./price-book";
export { type Confidence, type PriceRow, type PriceTable } from "./schema";
