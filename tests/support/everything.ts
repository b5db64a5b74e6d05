import { deployStack } from "./deploy-stack";
import { grownAssignments } from "./grown-settings";
import { officeHours } from "./off-hours";

/** Stacks that together hold everything this project can make. */
export const everything = () =>
  Promise.all([
    deployStack("prod", {
      set: [
        "frontend=ssr",
        "experiments={ latency: {} }",
        "acceptedRisks=[faultInjection]",
        "backup.copyTo=us-east-2",
        "backup.objectLockDays=7",
        "protection.cisAlarms=true",
        "protection.regionalWaf=true",
        "protection.blockAddresses=[203.0.113.0/24]",
        "backend.scaling.floors.morning={ schedule: 'cron(0 8 ? * MON-FRI *)', timezone: Europe/Madrid, minTasks: 2 }",
      ],
      mode: "known",
    }),
    deployStack("prod", {
      set: ["frontend=spa", "protection.shieldAdvanced=true", "spa.keepReleases=3"],
      mode: "known",
    }),
    deployStack("dev", { set: [...officeHours(), "backend.capacity=ec2Spot", "experiments={}"], mode: "known" }),
    deployStack("dev", {
      set: ["database.authentication=iam", "backend.secrets.TOKEN=create"],
      mode: "known",
    }),
    deployStack("dev", { set: [...grownAssignments("grown"), "cache.authentication=password"], mode: "known" }),
    deployStack("prod", { set: grownAssignments("grown-prod"), mode: "known" }),
  ]);
