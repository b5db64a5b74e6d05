import { ROTATION_WINDOW_HOURS } from "../../../components/data/rotation-rules";
import { longestGapHours, parseSchedule, scheduleProblem } from "../../../components/schedule";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { httpSections } from "../task-sections";

/** Security Hub's SecretsManager.4 asks for a rotation every 90 days; three months may have 92. */
const LONGEST_ROTATION_HOURS = 92 * 24;

/** Schedules that AWS would refuse, of floors and of the rotation; that of the dump is checked with the backup. */
export function scheduleProblems(config: WebappConfig): Problem[] {
  const floors = httpSections(config).flatMap(({ key, tasks: { scaling } }) =>
    Object.entries(scaling.floors).map(
      ([name, { schedule }]) => [`webapp:${key}.scaling.floors.${name}.schedule`, schedule] as const,
    ),
  );
  const malformed = floors.flatMap(([key, value]) => {
    const fix = scheduleProblem(value);
    return fix === undefined ? [] : [{ key, value, fix }];
  });
  return [...malformed, ...rotationProblems(config)];
}

function rotationProblems({ database }: WebappConfig): Problem[] {
  const value = database.passwordRotationSchedule;
  if (value === undefined) return [];
  const fix = scheduleProblem(value) ?? rotationProblem(value);
  return fix === undefined ? [] : [{ key: "webapp:database.passwordRotationSchedule", value, fix }];
}

/** Secrets Manager takes less than a cron expression can say; its user guide, "Rotation schedules". */
function rotationProblem(value: string): string | undefined {
  const schedule = parseSchedule(value);
  if (schedule.kind !== "cron") return "must be cron(…): use webapp:database.passwordRotationDays for an interval";
  const [hour = 0, ...moreHours] = schedule.hours;
  if (schedule.minutes.join() !== "0" || moreHours.length > 0 || !value.endsWith(" *)")) {
    return "must be at minute 0 of one hour, in every year, such as cron(0 10 ? * 3#1 *)";
  }
  if (hour + ROTATION_WINDOW_HOURS > 24) {
    return `must be at ${24 - ROTATION_WINDOW_HOURS} h at the latest: the rotation window of ${ROTATION_WINDOW_HOURS} hours ends with the day, UTC`;
  }
  return longestGapHours(schedule, new Date()) > LONGEST_ROTATION_HOURS
    ? "must rotate the password once in three months at least"
    : undefined;
}
