import { onDemandAndSpot, type Parts, type ServicePart } from "../parts";
import { type Ceiling, quotaCeiling } from "./ceiling";

/** Tasks of a service at its maximum, while a deployment replaces them. */
export const atMost = ({ max, deploymentPercent }: ServicePart): number => Math.ceil((max * deploymentPercent) / 100);

export function taskCeilings({ services }: Parts): Ceiling[] {
  return [...vcpus(services), ...services.flatMap(ofService)];
}

function vcpus(services: readonly ServicePart[]): Ceiling[] {
  const all = services.map((service) => ({ ...onDemandAndSpot(service, atMost(service)), vcpu: service.vcpu }));
  const sum = (kind: "onDemand" | "spot"): number => all.reduce((total, one) => total + one[kind] * one.vcpu, 0);
  const how = `${services.map((service) => `${atMost(service)} of ${service.resource.name}`).join(", ")} while they are deployed`;
  const fix = "ask AWS before the peak: Service Quotas, AWS Fargate";
  return [
    { kind: "onDemandVcpus", what: "Fargate on demand", asked: sum("onDemand") } as const,
    { kind: "spotVcpus", what: "Fargate Spot", asked: sum("spot") } as const,
  ]
    .filter(({ asked }) => asked > 0)
    .map(({ kind, what, asked }) => ({ ...quotaCeiling(kind, what, asked), how, fix }));
}

function ofService(service: ServicePart): Ceiling[] {
  const asked = atMost(service);
  const how = `${service.max} tasks, ${service.deploymentPercent} % while they are deployed`;
  const fix = "ask AWS";
  const { name } = service.resource;
  return [
    ...(service.targetGroup === undefined
      ? []
      : [{ ...quotaCeiling("targetsPerGroup", `target group of ${name}`, asked), how, fix }]),
    { ...quotaCeiling("tasksPerService", `service ${name}`, asked), how, fix },
  ];
}
