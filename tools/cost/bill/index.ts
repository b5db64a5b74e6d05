export { type BillComparison, type BillLine, compareBill } from "./compare";
export { type Bill, parseBill, readBill } from "./read";
