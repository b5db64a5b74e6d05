import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { expect } from "chai";

import { faultAgent, faultAgentProblems } from "../../components/compute/fault-agent";

const TASK = "arn:aws:ecs:eu-west-1:123456789012:task/shop-dev-cluster/0123456789abcdef0123456789abcdef";
const REGISTRATION = "/var/lib/amazon/ssm/registration";

/** Programs of the agent's image, as far as its script calls them; each notes what it was given. */
const PROGRAMS = {
  dnf: "",
  curl: `echo '{ "TaskARN": "${TASK}", "AvailabilityZone": "eu-west-1b" }'`,
  aws: `case "$2" in create-activation) printf 'activation-1\\tcode-1\\n' ;; esac`,
  "amazon-ssm-agent": `case "\${1:-}" in
    -register) echo '{ "ManagedInstanceID": "mi-1" }' > "$REGISTRATION" ;;
    *) touch "$FOLDER/running"; exec sleep 60 ;;
  esac`,
};

/** jq as far as the script calls it, which a developer's machine may not have. */
const JQ = `#!/usr/bin/env node
const [path, file = 0] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const value = JSON.parse(require("node:fs").readFileSync(file, "utf8"))[path.slice(1)];
console.log(value ?? null);
process.exitCode = value === undefined ? 1 : 0;
`;

describe("the script of the SSM agent", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fault-agent-"));
    mkdirSync(join(folder, "bin"));
    for (const [name, does] of Object.entries(PROGRAMS)) put(name, does);
    writeFileSync(join(folder, "bin", "jq"), JQ, { mode: 0o755 });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function put(name: string, does: string): void {
    const file = join(folder, "bin", name);
    writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >> "$FOLDER/calls"\n${does}\n`);
    chmodSync(file, 0o755);
  }

  const calls = (): string[] => readFileSync(join(folder, "calls"), "utf8").trim().split("\n");

  /** Runs what the container runs, and ends it as ECS does once the agent is there. @returns exit code and errors */
  async function run(): Promise<readonly [code: number | null, errors: string]> {
    const { command } = faultAgent({ roleName: "", logGroupName: "", region: "" }) as { command: string[] };
    const registration = join(folder, "registration");
    const [shell = "", flag = "", script = ""] = command;
    expect(script).to.contain(REGISTRATION);
    const child = spawn(shell, [flag, script.replaceAll(REGISTRATION, registration)], {
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
        FOLDER: folder,
        REGISTRATION: registration,
        ECS_CONTAINER_METADATA_URI_V4: "http://169.254.170.2/v4/1",
        MANAGED_INSTANCE_ROLE_NAME: "shop-dev-agent",
      },
    });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const watch = setInterval(() => {
      if (existsSync(join(folder, "running"))) child.kill("SIGTERM");
    }, 20);
    const code = await ended;
    clearInterval(watch);
    return [code, errors];
  }

  it("registers the task under its ARN, and takes everything back when the task stops", async () => {
    expect(await run()).to.deep.equal([0, ""]);
    expect(calls()).to.deep.equal([
      "dnf install --assumeyes --quiet awscli jq procps",
      "curl --silent --show-error --fail http://169.254.170.2/v4/1/task",
      `aws ssm create-activation --region eu-west-1 --iam-role shop-dev-agent --tags Key=ECS_TASK_ARN,Value=${TASK} Key=ECS_TASK_AVAILABILITY_ZONE,Value=eu-west-1b Key=FAULT_INJECTION_SIDECAR,Value=true --query [ActivationId, ActivationCode] --output text`,
      "amazon-ssm-agent -register -id activation-1 -code code-1 -region eu-west-1",
      "amazon-ssm-agent ",
      "aws ssm delete-activation --region eu-west-1 --activation-id activation-1",
      "aws ssm deregister-managed-instance --region eu-west-1 --instance-id mi-1",
    ]);
  });

  it("goes no further without an activation, and says what it could not take back", async () => {
    put("aws", "exit 254");
    expect((await run())[0]).to.equal(254);
    expect(calls().filter((line) => line.startsWith("amazon-ssm-agent"))).to.deep.equal([]);
    rmSync(join(folder, "calls"));
    put("aws", `[ "$2" = create-activation ] || exit 254\n${PROGRAMS.aws}`);
    const [code, errors] = await run();
    expect([code, errors]).to.deep.equal([
      0,
      `Activation activation-1 is left behind.\nThe managed instance of ${TASK} is left behind.\n`,
    ]);
  });

  it("is refused beside ECS Exec, and in a task that is too small for both", () => {
    expect(faultAgentProblems({ memory: 1024, exec: false })).to.deep.equal([]);
    expect(faultAgentProblems({ memory: 512, exec: true })).to.deep.equal([
      "faultInjection does not go with exec: AWS FIS needs ECS Exec off.",
      "memory is 512 MiB: with faultInjection use 1024 at least, of which the SSM agent takes 512.",
    ]);
  });
});
