export { type RestingService } from "./calls";
export { OffHours, type OffHoursArgs } from "./off-hours";
export { DATABASE_LEAD_MINUTES, parseWeeklyCron, shiftWeeklyCron, type WeeklyCron } from "./weekly-cron";
