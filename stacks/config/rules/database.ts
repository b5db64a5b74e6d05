import { INSTANCE_CLASSES } from "../../../components/data/instance-classes";
import { windowProblems } from "../../../components/data/windows";
import { nearest } from "../nearest";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

const instanceClassNames = Object.keys(INSTANCE_CLASSES);

export function databaseProblems({ backend, database }: WebappConfig): Problem[] {
  const problems: Problem[] = [];
  if (!instanceClassNames.includes(database.instanceClass)) {
    const guess = nearest(database.instanceClass, instanceClassNames);
    problems.push({
      key: "webapp:database.instanceClass",
      value: database.instanceClass,
      fix:
        guess === undefined
          ? `must be a class that runs MySQL 8.4: ${instanceClassNames.join(", ")}`
          : `is not a class that runs MySQL 8.4; did you mean "${guess}"?`,
    });
  }
  if (database.authentication === "iam" && backend.uses.includes("database") && backend.migrate.length === 0) {
    problems.push({
      key: "webapp:backend.migrate",
      value: backend.migrate,
      fix: "must be a command with webapp:database.authentication: iam, since it makes the user that servers sign in as",
    });
  }
  // RDS wants the ceiling at least 10 % above the start ("Managing capacity automatically with Amazon RDS storage autoscaling").
  const floor = Math.ceil(database.storageGb * 1.1);
  if (database.maxStorageGb < floor) {
    problems.push({
      key: "webapp:database.maxStorageGb",
      value: database.maxStorageGb,
      fix: `must be at least ${floor}, a tenth above webapp:database.storageGb`,
    });
  }
  const windows = windowProblems(database.backupWindow, database.maintenanceWindow);
  return [...problems, ...windows.map((fix) => ({ key: "webapp:database", fix }))];
}
