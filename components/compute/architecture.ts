/** CPU architecture of images, tasks and hosts, by the names that image registries use. */
export type Architecture = "arm64" | "amd64";

/** The names one architecture goes by at Docker, ECS and Systems Manager. */
export interface ArchitectureNames {
  /** Docker's platform, which images are built for. */
  readonly platform: string;
  /** ECS's `runtimePlatform.cpuArchitecture`, which tasks are placed by. */
  readonly cpuArchitecture: string;
  /** Public Systems Manager parameter that holds the newest ECS-optimized Amazon Linux 2023 image. */
  readonly ecsImageParameter: string;
}

/** One row per architecture, so that an image can never be built for another CPU than its task runs on. */
export const ARCHITECTURES: Readonly<Record<Architecture, ArchitectureNames>> = {
  arm64: {
    platform: "linux/arm64",
    cpuArchitecture: "ARM64",
    ecsImageParameter: "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
  },
  amd64: {
    platform: "linux/amd64",
    cpuArchitecture: "X86_64",
    ecsImageParameter: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
  },
};
