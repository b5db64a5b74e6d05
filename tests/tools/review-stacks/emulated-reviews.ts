import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { ApiError } from "@toolkit/rehearsal/api/handler";
import type { EmulatedAwsCli } from "@toolkit/rehearsal/api/command-line";
import type { Authorizer } from "@toolkit/rehearsal/aws/authorizer";
import { administrator } from "@toolkit/rehearsal/aws/authorizer";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { T } from "@toolkit/offline/aws-types";
import { shown } from "@toolkit/rehearsal/aws/look";
import { openWorld, type World } from "@toolkit/rehearsal/world";
import { parseDocument } from "yaml";

import type { Ended } from "../../../tools/cli/command";
import { FIXTURE_BOOTSTRAP, FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { rehearsed } from "../../../tools/program/rehearsed";
import type { Credentials, Hands } from "../../../tools/review-stacks/hands";
import type { House } from "../../../tools/review-stacks/keeper";
import { KEEPER } from "../../../bootstrap/reserved";
import { RoleAuthorizer } from "../../../tools/rights/role-authorizer";
import { rolesIn } from "../../../tools/rights/tables";
import { emulatedCli } from "../../support/aws/emulated-cli";
import { JudgedApi } from "./judged-api";

const ACCOUNT = "123456789012";
const iam = (kind: string, name: string) => `arn:aws:iam::${ACCOUNT}:${kind}/${name}`;
const POLICIES = ["reads", "review-boundary", "review-keeper", "review-network", "review-state", "dev-network"];

/** Whose role the credentials are of: `pr-1`. */
const pullRequestOf = (as: Credentials): string => /pr-\d+$/.exec(as.AWS_SESSION_TOKEN)?.[0] ?? "";

interface MadeRole {
  readonly id: string;
  readonly created: string;
  trust: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly attached: Set<string>;
}

/**
 * An account in which review stacks live: IAM's roles by the real AWS CLI, everything else by the engine, with the rights of
 * the pull request whose role deploys or is assumed.
 */
export class EmulatedReviews implements Hands {
  readonly said: string[] = [];
  /** Plugins that the keeper installed. */
  readonly plugins: string[] = [];
  readonly roles = new Map<string, MadeRole>();
  time = Date.parse("2026-11-26T12:00:00Z");
  /** Told of each Pulumi command; may kill it. */
  onCommand?: (args: readonly string[], kill: () => void) => void;
  private lastId = 0;
  private lastCall: Promise<unknown> = Promise.resolve();
  private readonly authorizers = new Map<number, Authorizer>();

  private constructor(
    readonly world: World,
    readonly workspace: Workspace,
    readonly api: JudgedApi,
    private readonly cli: EmulatedAwsCli,
    private readonly current: { authorizer: Authorizer },
  ) {}

  static async open(pullRequests: readonly number[]): Promise<EmulatedReviews> {
    const current: { authorizer: Authorizer } = { authorizer: administrator };
    const world = await openWorld({
      authorizer: {
        refuseChange: (change) => current.authorizer.refuseChange(change),
        refuseLookUp: (call, account) => current.authorizer.refuseLookUp(call, account),
      },
    });
    const workspace = await Workspace.open({ ...rehearsed, stackFiles: FIXTURE_STACKS, stack: "dev", world });
    const set = ["bootstrap:reviewStacks=besideProd"];
    const roles = await rolesIn({ folder: FIXTURE_BOOTSTRAP, set }, pullRequests);
    const api = new JudgedApi(world.account, roles);
    const reviews = new EmulatedReviews(world, workspace, api, emulatedCli(api), current);
    for (const role of roles) {
      const number = /^deploy-pr-(\d+)$/.exec(role.name)?.[1];
      if (number !== undefined) reviews.authorizers.set(Number(number), new RoleAuthorizer(role));
    }
    reviews.writeTemplate();
    reviews.answerIam();
    return reviews;
  }

  readonly house: House = {
    hands: this,
    roles: iam("role", "ci-webapp"),
    project: "webapp",
    region: "us-east-1",
    backend: "file://state",
  };

  /** The jobs of a pull request hold its role. */
  as(pullRequest: number): void {
    this.current.authorizer = this.authorizers.get(pullRequest) ?? administrator;
  }

  readonly aws = (args: readonly string[], as?: Credentials): Promise<Ended> => {
    const end = this.lastCall.then(() => {
      this.api.caller = as === undefined ? KEEPER : `deploy-${pullRequestOf(as)}`;
      return this.cli.run(args);
    });
    this.lastCall = end.catch(() => undefined);
    return end;
  };

  async pulumi(args: readonly string[], as?: Credentials): Promise<Ended> {
    if (as !== undefined) this.as(Number(pullRequestOf(as).replace("pr-", "")));
    if (args[0] === "plugin") {
      // The emulated providers are attached, so that nothing is to be got.
      this.plugins.push(args.slice(3).join(" "));
      return { exitCode: 0, stdout: "", stderr: "" };
    }
    const { onCommand } = this;
    const started = (child: ChildProcess): void => onCommand?.(args, () => child.kill("SIGKILL"));
    const { exitCode, stdout, stderr } = await this.workspace.exec(args, onCommand === undefined ? {} : { started });
    return { exitCode: exitCode ?? 1, stdout, stderr };
  }

  read(file: string): string | undefined {
    return existsSync(this.at(file)) ? readFileSync(this.at(file), "utf8") : undefined;
  }

  write(file: string, text: string): void {
    writeFileSync(this.at(file), text);
  }

  remove(file: string): void {
    rmSync(this.at(file), { force: true });
  }

  say(line: string): void {
    this.said.push(line);
  }

  sleep(seconds: number): Promise<void> {
    this.time += seconds * 1000;
    return Promise.resolve();
  }

  now(): number {
    return this.time;
  }

  async close(): Promise<void> {
    this.cli.close();
    this.workspace.close();
    await this.world.close();
  }

  private readonly at = (file: string): string => path.join(this.workspace.programFolder, file);

  private writeTemplate(): void {
    const file = parseDocument(this.read("Pulumi.dev.yaml") ?? "");
    for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) file.delete(key);
    file.setIn(["config", "webapp:profile"], "review");
    file.setIn(["config", "webapp:backend", "seed"], ["seed"]);
    this.write("Pulumi.review.yaml", file.toString());
  }

  /** What the keeper calls in IAM and STS. */
  private answerIam(): void {
    const role = (name: unknown): MadeRole => {
      const found = this.roles.get(String(name));
      if (found === undefined)
        throw new ApiError("NoSuchEntity", `The role with name ${String(name)} cannot be found.`);
      return found;
    };
    const described = (name: string, { created, id, request: { Description } }: MadeRole) => ({
      Path: "/",
      RoleName: name,
      RoleId: id,
      Arn: iam("role", name),
      CreateDate: created,
      ...(typeof Description === "string" ? { Description } : {}),
    });
    const ofStack = (name: string) =>
      described(name, {
        id: "AROAEMULATEDOFSTACK1",
        created: "2026-11-26T12:00:00Z",
        request: {},
        trust: "",
        attached: new Set(),
      });
    Object.assign(this.api.own, {
      "iam.ListRoles": () => ({
        Roles: [
          ...[...this.roles].map(([name, made]) => described(name, made)),
          ...this.world.account.all(T.role).map(({ outputs }) => ofStack(shown(outputs.name))),
        ],
        IsTruncated: false,
      }),
      "iam.CreateRole": (request: Readonly<Record<string, unknown>>) => {
        const name = String(request.RoleName);
        if (this.roles.has(name)) throw new ApiError("EntityAlreadyExists", `Role with name ${name} already exists.`);
        const created = new Date(this.time).toISOString();
        const id = `AROAEMULATED${String(++this.lastId).padStart(9, "0")}`;
        const trust = String(request.AssumeRolePolicyDocument);
        const made = { id, created, trust, request, attached: new Set<string>() };
        this.roles.set(name, made);
        return { Role: described(name, made) };
      },
      "iam.UpdateAssumeRolePolicy": ({ RoleName, PolicyDocument }: Readonly<Record<string, unknown>>) => {
        role(RoleName).trust = String(PolicyDocument);
        return {};
      },
      "iam.ListPolicies": () => ({
        Policies: POLICIES.map((name) => ({
          PolicyName: `ci-webapp-${name}`,
          Arn: iam("policy", `ci-webapp-${name}`),
        })),
        IsTruncated: false,
      }),
      "iam.AttachRolePolicy": ({ RoleName, PolicyArn }: Readonly<Record<string, unknown>>) => {
        role(RoleName).attached.add(String(PolicyArn));
        return {};
      },
      "iam.DetachRolePolicy": ({ RoleName, PolicyArn }: Readonly<Record<string, unknown>>) => {
        role(RoleName).attached.delete(String(PolicyArn));
        return {};
      },
      "iam.ListAttachedRolePolicies": ({ RoleName }: Readonly<Record<string, unknown>>) => ({
        AttachedPolicies: [...role(RoleName).attached].map((arn) => ({ PolicyName: "x", PolicyArn: arn })),
        IsTruncated: false,
      }),
      "iam.DeleteRole": ({ RoleName }: Readonly<Record<string, unknown>>) => {
        if (role(RoleName).attached.size > 0) throw new ApiError("DeleteConflict", "It has policies.");
        this.roles.delete(String(RoleName));
        return {};
      },
      "sts.AssumeRole": ({ RoleArn }: Readonly<Record<string, unknown>>) => {
        const name = String(RoleArn).split("/").at(-1) ?? "";
        role(name);
        return {
          Credentials: {
            AccessKeyId: "ASIAEMULATED12345678",
            SecretAccessKey: "secret",
            SessionToken: name,
            Expiration: "2026-11-26T13:00:00Z",
          },
        };
      },
    });
  }
}
