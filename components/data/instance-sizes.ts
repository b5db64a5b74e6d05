/** vCPUs of the sizes of instance families that are not burstable: the same at EC2, RDS and ElastiCache. */
export const FIXED_SIZES = {
  large: 2,
  xlarge: 4,
  "2xlarge": 8,
  "4xlarge": 16,
  "8xlarge": 32,
  "12xlarge": 48,
  "16xlarge": 64,
} as const;
