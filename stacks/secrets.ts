import type * as pulumi from "@pulumi/pulumi";

import { type FargateService, type QueueWorker } from "../components/compute";
import { AppSecrets, SecretRedeploy } from "../components/data";
import { type ServiceConfig } from "./config";
import { type Foundation } from "./context";

/** Secrets of a service by variable, made or referenced; undefined without any. */
export function createAppSecrets(
  { account, keys, lifetime, opts }: Foundation,
  name: string,
  { secrets }: Pick<ServiceConfig, "secrets">,
  { namedForStack }: { readonly namedForStack?: boolean } = {},
): AppSecrets | undefined {
  if (Object.keys(secrets).length === 0) return undefined;
  return new AppSecrets(
    `${name}-secrets`,
    {
      account,
      secrets,
      namedForStack,
      recoveryWindowDays: lifetime.secretRecoveryDays,
      keyArn: keys.data,
    },
    opts,
  );
}

/** Restarts a service when one of the secrets that its tasks read at their start changes; nothing without any. */
export function restartOnNewSecrets(
  { config, account, cluster, logs, topics, opts }: Foundation,
  name: string,
  service: FargateService | QueueWorker,
  secretArns: readonly pulumi.Input<string>[],
): SecretRedeploy | undefined {
  if (secretArns.length === 0) return undefined;
  return new SecretRedeploy(
    `${name}-redeploy`,
    {
      account,
      secretArns,
      consumers: [{ cluster: cluster.name, service: service.serviceName, serviceArn: service.serviceArn }],
      shiftMinutes: "shiftMinutes" in service ? service.shiftMinutes : undefined,
      logs,
      ...(config.alerts.alarms === "essential" ? {} : { alarmTopicArn: topics.regional }),
    },
    opts,
  );
}
