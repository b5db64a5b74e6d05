import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { linkModules } from "../revisions/linked-modules";
import { UNTRACKED } from "../revisions/untracked";
import { runIn, type Said, type SaidApart, together } from "../cli/together";

/** Values by path, such as `webapp:network.nat` or `aws:region`. */
export type Settings = Readonly<Record<string, unknown>>;

/** A clone of the repository that somebody makes their own. */
export class Copy {
  private constructor(
    readonly folder: string,
    /** Whether packages are installed, rather than linked to those of the repository. */
    private readonly installs: boolean,
  ) {}

  /**
   * Clones the commit at hand; what is not committed stays behind, as in anybody's clone.
   *
   * @param installs run `npm ci`, which takes most of a minute, rather than link the packages at hand.
   */
  static async of(repository: string, installs: boolean): Promise<Copy> {
    const copy = new Copy(join(mkdtempSync(join(tmpdir(), "adoption-")), "shop"), installs);
    await copy.must("git", ["clone", "--quiet", repository, copy.folder], repository);
    if (installs) await copy.must("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"]);
    else await copy.link(repository);
    return copy;
  }

  private async link(repository: string): Promise<void> {
    linkModules(repository, this.folder);
    for (const path of Object.values(UNTRACKED).filter((one) => existsSync(join(repository, one)))) {
      cpSync(join(repository, path), join(this.folder, path), { recursive: true, verbatimSymlinks: true });
    }
    await this.must("npm", ["run", "--silent", "toolkit", "--", "policy-pack"]);
  }

  /** What npm does after the workspaces or the front end have changed. */
  async prepare(): Promise<void> {
    if (this.installs) await this.must("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"]);
    else await this.must("npm", ["run", "--silent", "prepare"]);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** Changes a file, and fails when that changes nothing: the row would then try nothing. */
  edit(path: string, change: (text: string) => string): void {
    const before = readFileSync(join(this.folder, path), "utf8");
    const after = change(before);
    if (after === before) throw new Error(`The change of ${path} changes nothing.`);
    this.write(path, after);
  }

  /** Changes values of a stack file; comments stay. */
  configure(path: string, settings: Settings): void {
    this.edit(path, (text) => {
      const document = parseDocument(text);
      for (const [key, value] of Object.entries(settings)) {
        document.setIn(["config", ...key.split(".")], document.createNode(value));
      }
      return document.toString();
    });
  }

  copyFile(from: string, to: string): void {
    cpSync(join(this.folder, from), join(this.folder, to), { recursive: true });
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  /** Runs a command in the clone, without what the test runner of the repository set. */
  run(command: string, args: readonly string[], cwd = this.folder): Promise<Said> {
    return runIn(cwd, command, args);
  }

  /** Runs subcommands of the clone's toolkit in one process, and returns what each said. */
  runSubcommands(lines: readonly (readonly string[])[]): Promise<SaidApart[]> {
    return together(this.folder, lines);
  }

  async must(command: string, args: readonly string[], cwd = this.folder): Promise<void> {
    const { exitCode, text } = await this.run(command, args, cwd);
    if (exitCode !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${text}`);
  }

  delete(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }
}
