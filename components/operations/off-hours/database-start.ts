import { shiftWeeklyCron } from "../../schedule";

/** Minutes that the database is given to be available before tasks connect to it. */
export const DATABASE_LEAD_MINUTES = 15;

/** The schedule that starts the database, from that which starts the services. */
export const databaseStart = (start: string): string => shiftWeeklyCron(start, -DATABASE_LEAD_MINUTES);
