import { CostError } from "../errors";
import { runRefresh } from "./refresh/cli";

runRefresh({
  args: process.argv.slice(2),
  fetch,
  today: new Date().toISOString().slice(0, 10),
  print: (line) => {
    console.log(line);
  },
}).catch((error: unknown) => {
  const known = error instanceof CostError || (error instanceof Error && "code" in error);
  console.error(known ? error.message : error);
  process.exitCode = 1;
});
