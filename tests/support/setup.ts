import "@toolkit/offline/quick-start";
