import { type Usage } from "./schema";

/** A light page: 12 requests pass the edge, 8 for files of 0.6 MB together and 4 for dynamic answers of 8 KB each. */
const lightPage = {
  dynamicRequestsPerPageView: 4,
  dynamicKb: 8,
  edgeObjectsPerPageView: 8,
  edgeMbPerPageView: 0.6,
  newConnectionsPerRequest: 0.1,
  largeBodyPercent: 0,
  farViewerPercent: 0,
};

/*
 * A dump is about an eighth of the data: it leaves out indexes, some 40 % of a database, and compresses the rest 5 to 1.
 */

/** A stack that only its developers use. */
const idle: Usage = {
  traffic: { ...lightPage, pageViews: 20_000, uploadGb: 0 },
  tasks: { other: 0 },
  network: { natGb: 2, internetGb: 1, crossAzGb: 1, endpointGb: 2, otherRegionGb: 0 },
  logs: {
    applicationGb: 0.7,
    flowGb: 0.1,
    firewallGb: 0.05,
    databaseGb: 0.1,
    auditGb: 0.05,
    accessLogGb: 0.05,
    scannedGb: 1,
    metricLineKb: 0.4,
  },
  database: { cpuMsPerRequest: 10, usedGb: 2, dailyChangePercent: 1, surplusCreditHours: 0 },
  caches: { storedGb: 0.1, processingUnits: 100_000 },
  tables: { reads: 50_000, writes: 10_000, storedGb: 0.1, streamReads: 0 },
  functions: { calls: 10_000, durationMs: 100, provisionedPercent: 100 },
  backup: { dumpGb: 0.25, dumpMinutes: 3 },
  storage: {
    siteGb: 0.1,
    otherGb: 0.1,
    otherWrites: 0,
    otherReads: 0,
    imageGb: 2,
    olderVersionsPercent: 0,
    magneticRequests: 0,
  },
  operations: {
    deploys: 60,
    deploymentMinutes: 5,
    kmsRequests: 5_000,
    keyRotations: 0,
    secretCalls: 1_000,
    secretRotations: 1,
    notifications: 50,
    queueMessages: 10_000,
    jobMinutes: 2,
    metricFilterPercent: 1,
    dnsQueries: 0,
    auditDataEvents: 0,
    extraManagementEvents: 0,
    experimentRuns: 1,
    insightEvents: 0,
    messageKb: 1,
    expressRuns: 0,
    expressGbHours: 0,
    protectedLogins: 0,
  },
  compute: { ec2SpotDiscountPercent: 60, instances: 0, windowsPercent: 0, cpuCreditHours: 0 },
  resources: {},
};

/** One million page views: 1.5 dynamic requests a second on average, 6 at the peak. */
const small: Usage = {
  traffic: { ...lightPage, pageViews: 1_000_000, uploadGb: 2 },
  tasks: { other: 0.5 },
  network: { natGb: 40, internetGb: 5, crossAzGb: 60, endpointGb: 40, otherRegionGb: 0 },
  logs: {
    applicationGb: 10,
    flowGb: 1.5,
    firewallGb: 2,
    databaseGb: 0.5,
    auditGb: 1,
    accessLogGb: 2,
    scannedGb: 50,
    metricLineKb: 0.4,
  },
  database: { cpuMsPerRequest: 10, usedGb: 20, dailyChangePercent: 2, surplusCreditHours: 0 },
  caches: { storedGb: 0.5, processingUnits: 2_000_000 },
  tables: { reads: 1_000_000, writes: 200_000, storedGb: 1, streamReads: 0 },
  functions: { calls: 200_000, durationMs: 100, provisionedPercent: 100 },
  backup: { dumpGb: 2.5, dumpMinutes: 10 },
  storage: {
    siteGb: 0.5,
    otherGb: 1,
    otherWrites: 0,
    otherReads: 0,
    imageGb: 4,
    olderVersionsPercent: 0,
    magneticRequests: 0,
  },
  operations: {
    deploys: 20,
    deploymentMinutes: 5,
    kmsRequests: 100_000,
    keyRotations: 0,
    secretCalls: 10_000,
    secretRotations: 1,
    notifications: 100,
    queueMessages: 100_000,
    jobMinutes: 5,
    metricFilterPercent: 5,
    dnsQueries: 100_000,
    auditDataEvents: 0,
    extraManagementEvents: 0,
    experimentRuns: 1,
    insightEvents: 0,
    messageKb: 1,
    expressRuns: 0,
    expressGbHours: 0,
    protectedLogins: 0,
  },
  compute: { ec2SpotDiscountPercent: 60, instances: 0, windowsPercent: 0, cpuCreditHours: 0 },
  resources: {},
};

/** Thirty million page views: 46 dynamic requests a second on average, 183 at the peak. */
const large: Usage = {
  traffic: { ...lightPage, pageViews: 30_000_000, uploadGb: 60 },
  tasks: { other: 8 },
  network: { natGb: 600, internetGb: 100, crossAzGb: 1_800, endpointGb: 600, otherRegionGb: 0 },
  logs: {
    applicationGb: 180,
    flowGb: 25,
    firewallGb: 30,
    databaseGb: 5,
    auditGb: 10,
    accessLogGb: 60,
    scannedGb: 1_000,
    metricLineKb: 0.4,
  },
  database: { cpuMsPerRequest: 10, usedGb: 200, dailyChangePercent: 3, surplusCreditHours: 0 },
  caches: { storedGb: 5, processingUnits: 60_000_000 },
  tables: { reads: 30_000_000, writes: 6_000_000, storedGb: 20, streamReads: 0 },
  functions: { calls: 6_000_000, durationMs: 100, provisionedPercent: 100 },
  backup: { dumpGb: 25, dumpMinutes: 60 },
  storage: {
    siteGb: 2,
    otherGb: 10,
    otherWrites: 0,
    otherReads: 0,
    imageGb: 8,
    olderVersionsPercent: 0,
    magneticRequests: 0,
  },
  operations: {
    deploys: 40,
    deploymentMinutes: 10,
    kmsRequests: 3_000_000,
    keyRotations: 0,
    secretCalls: 100_000,
    secretRotations: 1,
    notifications: 500,
    queueMessages: 3_000_000,
    jobMinutes: 20,
    metricFilterPercent: 10,
    dnsQueries: 3_000_000,
    auditDataEvents: 0,
    extraManagementEvents: 0,
    experimentRuns: 1,
    insightEvents: 0,
    messageKb: 1,
    expressRuns: 0,
    expressGbHours: 0,
    protectedLogins: 0,
  },
  compute: { ec2SpotDiscountPercent: 60, instances: 0, windowsPercent: 0, cpuCreditHours: 0 },
  resources: {},
};

/** Months of an application of which nothing more is known. Callers add what single services of theirs need. */
export const usagePresets = { idle, small, large } as const;
export type UsagePreset = keyof typeof usagePresets;
export type UsagePresets = Readonly<Record<UsagePreset, Usage>>;
export const usagePresetNames = Object.keys(usagePresets) as UsagePreset[];
