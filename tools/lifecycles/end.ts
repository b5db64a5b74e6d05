import { after } from "mocha";

import { closeDeployments } from "./rehearsal";

// Once for all files of a run: what one of them deployed, the others copy.
after(closeDeployments);
