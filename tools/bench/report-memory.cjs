// Loaded into a measured process: writes its peak memory (KiB) to the file that PEAK_MEMORY_FILE names.
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const path = process.env.PEAK_MEMORY_FILE;
  if (path !== undefined) writeFileSync(path, process.resourceUsage().maxRSS.toString());
});
