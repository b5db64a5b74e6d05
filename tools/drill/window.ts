import { z } from "zod";
import { wallClock } from "../../components/schedule";

/** When a drill may start: as `webapp:experiments.window` says. */
export const windowSchema = z.object({
  days: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  timezone: z.string(),
});

export type Window = z.infer<typeof windowSchema>;

/** Whether a moment is inside; its last minute is not. */
export function isInside({ days, from, to, timezone }: Window, moment: Date): boolean {
  const { day, time } = dayAndTime(moment, timezone);
  return days.includes(day) && time >= from && time < to;
}

/** `MON, TUE 09:00 to 16:00 UTC` */
export const describeWindow = ({ days, from, to, timezone }: Window): string =>
  `${days.join(", ")} ${from} to ${to} ${timezone}`;

/** `{ day: "MON", time: "09:05" }` of a moment in a time zone. */
export function dayAndTime(moment: Date, timezone: string): { readonly day: string; readonly time: string } {
  const [weekday = "", , time = ""] = wallClock(moment, timezone).split(" ");
  return { day: weekday.toUpperCase(), time };
}
