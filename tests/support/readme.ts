import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const root = path.join(__dirname, "../..");

/** The program in the README of a package, the output that the page promises, and what running it prints. */
export function runReadme(
  name: string,
  env: NodeJS.ProcessEnv = {},
): { promised: string; printed: string; lines: number } {
  const page = readFileSync(path.join(root, "packages", name, "README.md"), "utf8");
  const [program = "", promised = ""] = ["ts", "text"].map(
    (language) => new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "",
  );
  // Inside the repository, where its packages are found.
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".cache", "readme-"));
  try {
    const file = path.join(folder, "program.ts");
    writeFileSync(file, program);
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--require", require.resolve("tsx/cjs"), file], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", ...env },
    });
    if (status !== 0) throw new Error(`the program of packages/${name}/README.md failed:\n${stdout}${stderr}`);
    return { promised, printed: stdout, lines: page.trimEnd().split("\n").length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
