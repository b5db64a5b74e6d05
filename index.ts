import { loadStackConfig } from "./stacks/config";
import { deployWebApp } from "./stacks/web-app";

export = async () => deployWebApp(loadStackConfig());
