import { expect } from "chai";

import { alarmTable, sourceProblems, type Sources } from "../../../components/operations/observability";
import { sections } from "../../../components/operations/observability/dashboard";
import { metricsOf } from "../../../components/operations/observability/metric";
import { everything } from "./facts";

const ON: Sources = { containerInsights: true, waf: true, natGateways: true, cache: true, burstableDatabase: true };
const problems = (namespace: string, metricName: string, sources: Sources = ON) =>
  sourceProblems([{ namespace, metricName }], sources);

describe("sources of metrics", () => {
  const switched: [string, string, keyof Sources][] = [
    ["ECS/ContainerInsights", "RunningTaskCount", "containerInsights"],
    ["AWS/WAFV2", "BlockedRequests", "waf"],
    ["AWS/NATGateway", "ErrorPortAllocation", "natGateways"],
    ["AWS/ElastiCache", "Evictions", "cache"],
    ["AWS/RDS", "CPUSurplusCreditBalance", "burstableDatabase"],
    ["AWS/RDS", "CPUCreditBalance", "burstableDatabase"],
    ["AWS/RDS", "EBSIOBalance%", "burstableDatabase"],
    ["AWS/RDS", "EBSByteBalance%", "burstableDatabase"],
  ];
  for (const [namespace, metricName, source] of switched) {
    it(`${namespace} ${metricName} needs ${source}`, () => {
      expect(problems(namespace, metricName)).to.deep.equal([]);
      expect(problems(namespace, metricName, { ...ON, [source]: false })).to.deep.equal([
        `${namespace} ${metricName} has no data without ${source}: leave it out.`,
      ]);
    });
  }

  it("refuses metrics that this project never switches on", () => {
    expect(problems("AWS/RDS", "BurstBalance")).to.deep.equal([
      "AWS/RDS BurstBalance has no data: only gp2 volumes have it; gp3 has none, watch EBSIOBalance% and EBSByteBalance%.",
    ]);
    expect(problems("AWS/CloudFront", "OriginLatency")).to.have.length(1);
  });

  it("refuses a namespace of AWS that nobody has looked at, and knows the program's own", () => {
    expect(problems("AWS/Lambda", "Errors")).to.deep.equal([
      "AWS/Lambda Errors: nothing is known to publish it; add its source to sources.ts.",
    ]);
    expect(problems("webapp/backup", "Dumps")).to.deep.equal([]);
  });

  it("knows metrics that always have data", () => {
    const off = { containerInsights: false, waf: false, natGateways: false, cache: false, burstableDatabase: false };
    expect(problems("AWS/RDS", "CPUUtilization", off)).to.deep.equal([]);
    expect(problems("AWS/ApplicationELB", "HealthyHostCount", off)).to.deep.equal([]);
    expect(problems("AWS/CloudFront", "5xxErrorRate", off)).to.deep.equal([]);
  });

  for (const set of ["essential", "full"] as const) {
    for (const containerInsights of [true, false]) {
      for (const waf of [true, false]) {
        it(`tables and dashboard follow them: ${set}, insights ${containerInsights}, waf ${waf}`, () => {
          const facts = { ...everything, containerInsights, waf, natGateways: waf ? everything.natGateways : {} };
          const metrics = [
            ...alarmTable(set, facts).flatMap(({ reading }) => metricsOf(reading)),
            ...sections(facts, []).flatMap(({ graphs }) => graphs.flatMap(({ lines }) => lines.map((l) => l.metric))),
          ];
          expect(metrics).to.have.length.above(20);
          const natGateways = Object.keys(facts.natGateways).length > 0;
          expect(sourceProblems(metrics, { ...ON, containerInsights, waf, natGateways })).to.deep.equal([]);
        });
      }
    }
  }
});
