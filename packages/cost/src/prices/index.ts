export { MAX_TABLE_AGE_DAYS, ageInDays, staleTableWarning } from "./age";
export { type EstimatedPrice, type Spread } from "./estimated";
export { bundledPrices, type Price, PriceBook, loadPriceBook, parsePriceTable } from "./price-book";
export { BASE_REGION, COMMERCIAL_REGIONS, isCommercialRegion } from "./regions";
export { type Confidence, type PriceRow, type PriceTable } from "./schema";
