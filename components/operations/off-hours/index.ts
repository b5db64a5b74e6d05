export { type RestingService } from "./calls";
export { OffHours, type OffHoursArgs } from "./off-hours";
export { DATABASE_LEAD_MINUTES, databaseStart } from "./database-start";
