import { loadBootstrapConfig } from "./config";
import { deployBootstrap } from "./program";

export = () => deployBootstrap(loadBootstrapConfig());
