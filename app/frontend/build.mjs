// Builds both variants at once and says in one line each what came out; the builders' own output shows on failure only.
// A variant is built beside the one in use and takes its place when it is whole: whoever reads the folder meanwhile, such
// as a preview, finds a complete build, and a failed build leaves the last good one.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
const reactRouter = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@react-router/dev/package.json")),
  "bin.js",
);
const variants = { ssr: "a server and its assets", spa: "static files" };

const failures = (await Promise.all(Object.keys(variants).map(build))).filter((failed) => failed);
for (const name of ["next", "last"]) rmSync(path.join(root, "build", name), { recursive: true, force: true });
if (failures.length > 0) process.exitCode = 1;

async function build(variant) {
  const { code, output } = await run(process.execPath, [reactRouter, "build"], {
    ...process.env,
    FRONTEND: variant,
    NODE_ENV: "production",
  });
  if (code === 0) {
    const folder = path.join("build", variant);
    replace(path.join(root, folder), path.join(root, "build", "next", variant));
    console.log(`app/frontend/${folder}: ${variants[variant]}, ${kilobytes(path.join(root, folder))} kB`);
  } else {
    console.error(`${output.trimEnd()}\n\nThe ${variant} build of app/frontend failed.`);
  }
  return code !== 0;
}

function replace(folder, next) {
  const last = path.join(root, "build", "last", path.basename(folder));
  rmSync(last, { recursive: true, force: true });
  mkdirSync(path.dirname(last), { recursive: true });
  try {
    renameSync(folder, last);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  renameSync(next, folder);
  rmSync(last, { recursive: true, force: true });
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

function kilobytes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(file.parentPath ?? file.path, file.name)).size, 0);
  return Math.round(bytes / 1000);
}
