/** Resources that hold what no deployment can make again, or that all others hang on, and what losing one means. */
export const STATEFUL: Readonly<Record<string, string>> = {
  "aws:rds/instance:Instance": "the database and all its rows",
  "aws:rds/cluster:Cluster": "the database and all its rows",
  "aws:s3/bucket:Bucket": "a bucket and all its objects",
  "aws:kms/key:Key": "a key, and with it everything that it encrypts",
  "aws:kms/replicaKey:ReplicaKey": "a key, and with it everything that it encrypts",
  "aws:backup/vault:Vault": "a backup vault and its recovery points",
  "aws:secretsmanager/secret:Secret": "a secret and its values",
  "aws:ecr/repository:Repository": "a repository and its images, which running services pull",
  "aws:ec2/vpc:Vpc": "the network, and with it everything inside",
  "aws:ec2/subnet:Subnet": "a subnet, and with it the database, tasks and load balancers inside",
  "aws:cloudfront/distribution:Distribution": "the distribution and the address that users reach",
};
