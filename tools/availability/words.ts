import { type Span } from "@toolkit/scaling/availability/figures";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** `none`, `45 s`, `4 min`, `1 h 29 min`, `35 h`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "for good";
  if (seconds === 0) return "none";
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 || seconds >= 10 * HOUR ? `${Math.round(seconds / HOUR)} h` : `${hours} h ${rest} min`;
}

/** `none`, `60 s to 2 min`, `up to 5 min`, `for good`. */
export function range(span: Span | "never" | "everything"): string {
  if (span === "never") return "for good";
  if (span === "everything") return "everything";
  if (span.from === span.to) return duration(span.to);
  return span.from === 0 ? `up to ${duration(span.to)}` : `${duration(span.from)} to ${duration(span.to)}`;
}

export const percent = (share: number): string => `${(share * 100).toFixed(3).replace(/0$/, "")} %`;

// Made once: `toLocaleString` makes one for each number.
const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

export const count = (value: number): string => (value < 10 ? TENTHS : WHOLE).format(value);
