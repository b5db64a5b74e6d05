/** Every command of this repository: `npm run toolkit` lists them. */
import "@toolkit/offline/quick-start";

import { runToolkit } from "./cli/run";

runToolkit(process.argv.slice(2));
