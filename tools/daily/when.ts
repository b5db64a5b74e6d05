/** A time to the minute, `2026-11-26 12:00 UTC`. */
export const minuteOf = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
