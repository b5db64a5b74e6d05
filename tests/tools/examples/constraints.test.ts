import { expect } from "chai";

import { constraints } from "@toolkit/offline/constraints";
import { refusedValues } from "@toolkit/offline/constraints/check";
import { providerExamples } from "./provider-examples";

const PLACEHOLDER = "stands for a value of one's own";

/** What is refused in the examples of the provider's documentation, each looked up in AWS's own reference. */
const REFUSED: Readonly<Record<string, string>> = {
  "amp/scraper roleConfiguration.targetRoleArn": PLACEHOLDER,
  "apprunner/vpcConnector securityGroups": PLACEHOLDER,
  "apprunner/vpcConnector subnets": PLACEHOLDER,
  "appstream/directoryConfig certificateBasedAuthProperties.certificateAuthorityArn": PLACEHOLDER,
  "appstream/directoryConfig certificateBasedAuthProperties.status": PLACEHOLDER,
  "appstream/stack name": "AppStream's names have no spaces",
  "bedrock/agentAgent instruction": "Bedrock wants 40 characters",
  "bedrock/agentKnowledgeBase knowledgeBaseConfiguration.kendraKnowledgeBaseConfiguration.kendraIndexArn": PLACEHOLDER,
  "bedrock/agentcoreAgentRuntimeEndpoint name": "AgentCore's names have no hyphens",
  "chatbot/teamsChannelConfiguration channelId": "the id is of a Slack channel",
  "chatbot/teamsChannelConfiguration tenantId": PLACEHOLDER,
  "cloudfront/distribution viewerMtlsConfig.mode": "CloudFront has required, optional and passthrough",
  "cloudwatch/eventConnection authParameters.connectivityParameters.resourceParameters.resourceConfigurationArn":
    "the account id has 11 digits",
  "emrserverless/application monitoringConfiguration.prometheusMonitoringConfiguration.remoteWriteUrl": PLACEHOLDER,
  "imagebuilder/distributionConfiguration distributions.launchTemplateConfigurations.launchTemplateId":
    "a digit is missing",
  "kendra/dataSource configuration.webCrawlerConfiguration.urls.seedUrlConfiguration.seedUrls": PLACEHOLDER,
  "kendra/dataSource configuration.webCrawlerConfiguration.urls.siteMapsConfiguration.siteMaps": PLACEHOLDER,
  "lambda/eventSourceMapping topics": "Lambda reads one topic a mapping",
  "lb/loadBalancer subnetMappings.subnetId": PLACEHOLDER,
  "lightsail/distribution cacheBehaviorSettings.forwardedHeaders.option": "Lightsail has all, allow-list and none",
  "macie2/member accountId": PLACEHOLDER,
  "mq/broker users.password": PLACEHOLDER,
  "msk/vpcConnection targetClusterArn": PLACEHOLDER,
  "odb/cloudAutonomousVmCluster cloudExadataInfrastructureId": PLACEHOLDER,
  "odb/cloudAutonomousVmCluster odbNetworkId": PLACEHOLDER,
  "odb/cloudVmCluster cloudExadataInfrastructureId": PLACEHOLDER,
  "odb/cloudVmCluster odbNetworkId": PLACEHOLDER,
  "qldb/stream kinesisConfiguration.streamArn": PLACEHOLDER,
  "qldb/stream roleArn": PLACEHOLDER,
  "rds/proxy vpcSubnetIds": "a proxy needs two subnets",
  "redshift/endpointAuthorization account": "the account id has 11 digits",
  "route53/trafficPolicyInstance trafficPolicyId": "an id has hexadecimal digits",
  "s3/accessPoint name": PLACEHOLDER,
  "securitylake/subscriber subscriberIdentity.principal": "the account id has 10 digits",
  "synthetics/canary executionRoleArn": PLACEHOLDER,
  "timestreaminfluxdb/dbCluster password": "InfluxDB's passwords have letters and digits",
  "timestreaminfluxdb/dbInstance password": "InfluxDB's passwords have letters and digits",
  "transfer/connector as2Config.encryptionAlgorithm": "AS2 has AES128_CBC",
  "vpclattice/resourceConfiguration name": "names are in lower case",
  "vpclattice/resourceGateway name": "names are in lower case",
};

describe("what AWS's schemas allow, beside the provider's own examples", () => {
  it("refuses in fifteen thousand values only what AWS refuses too", () => {
    const examples = providerExamples();
    const refused = examples.flatMap((example) =>
      refusedValues(example, constraints()).map(({ input }) => {
        const [, module = ""] = example.type.split(":");
        return `${module} ${input.replaceAll(/\[\d+\]/g, "")}`;
      }),
    );
    const values = examples.reduce((count, { inputs }) => count + Object.keys(inputs).length, 0);
    expect(values).to.be.greaterThan(15_000);
    expect([...new Set(refused)].sort()).to.deep.equal(Object.keys(REFUSED).sort());
  });
});
