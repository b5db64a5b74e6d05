import { expect } from "chai";
import {
  containerDefinition,
  environmentProblems,
  SHUTDOWN_TIMEOUT_SECONDS,
  STOP_TIMEOUT_SECONDS,
} from "../../components/compute/container-definition";

const required = {
  name: "backend",
  image: "repository@sha256:0",
  logGroupName: "/webapp-dev/backend",
  region: "eu-west-1",
};

describe("container-definition", () => {
  it("is hardened and in the form that ECS returns", () => {
    const definition = containerDefinition({
      ...required,
      port: 8080,
      environment: { PORT: "8080", LOG_LEVEL: "info" },
      secrets: { DATABASE_USERNAME: "arn:u", DATABASE_PASSWORD: "arn:p" },
    });

    expect(definition).to.deep.equal({
      name: "backend",
      image: "repository@sha256:0",
      essential: true,
      cpu: 0,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      environment: [
        { name: "LOG_LEVEL", value: "info" },
        { name: "PORT", value: "8080" },
      ],
      secrets: [
        { name: "DATABASE_PASSWORD", valueFrom: "arn:p" },
        { name: "DATABASE_USERNAME", valueFrom: "arn:u" },
      ],
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
      mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp", readOnly: false }],
      volumesFrom: [],
      systemControls: [],
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      stopTimeout: 120,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/webapp-dev/backend",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "backend",
          "max-buffer-size": "25m",
          mode: "non-blocking",
        },
      },
    });
  });

  it("keeps empty lists, and leaves out what ECS leaves out", () => {
    const definition = containerDefinition(required);
    expect(definition.environment).to.deep.equal([]);
    expect(definition.portMappings).to.deep.equal([]);
    expect(definition).to.not.have.any.keys("secrets", "command", "privileged");
    expect(Object.values(definition)).to.not.include(undefined);
  });

  it("leaves out a variable without a value, which may then be a secret", () => {
    const environment = { A: "1", B: undefined };
    expect(containerDefinition({ ...required, environment }).environment).to.deep.equal([{ name: "A", value: "1" }]);
    expect(environmentProblems(environment, { B: "arn" })).to.deep.equal([]);
  });

  it("runs another command of the image", () => {
    expect(containerDefinition({ ...required, command: ["/backend", "migrate"] }).command).to.deep.equal([
      "/backend",
      "migrate",
    ]);
  });

  it("has a writable root only for ECS Exec", () => {
    expect(containerDefinition({ ...required, exec: true }).readonlyRootFilesystem).to.equal(false);
    expect(containerDefinition({ ...required, exec: false }).readonlyRootFilesystem).to.equal(true);
  });

  it("does not depend on the order of the variables", () => {
    const one = containerDefinition({ ...required, environment: { B: "2", A: "1", a: "3" } });
    const other = containerDefinition({ ...required, environment: { a: "3", A: "1", B: "2" } });
    expect(JSON.stringify(one)).to.equal(JSON.stringify(other));
  });

  it("lets the application finish before it is killed", () => {
    expect(SHUTDOWN_TIMEOUT_SECONDS).to.be.lessThan(STOP_TIMEOUT_SECONDS);
  });

  it("refuses names that no shell reads, and a variable from two places", () => {
    expect(environmentProblems({ "log-level": "x", URL: "x" }, { URL: "arn", "1ST": "arn" })).to.deep.equal([
      'variable "log-level" is not a name: use letters, digits and _, not starting with a digit.',
      'variable "1ST" is not a name: use letters, digits and _, not starting with a digit.',
      'variable "URL" is in both environment and secrets: keep one.',
    ]);
    expect(environmentProblems({ A: "x" }, { B: "arn" })).to.deep.equal([]);
  });
});
