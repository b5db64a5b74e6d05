export { Database, DATABASE_PORT } from "./database";
export { type DatabaseArgs } from "./database-args";
export { databaseProblems, type DatabaseSettings } from "./database-problems";
export { type InstanceClass, INSTANCE_CLASSES, instanceClass } from "./instance-classes";
export { windowProblems } from "./windows";
