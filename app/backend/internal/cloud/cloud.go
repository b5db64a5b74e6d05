// Package cloud finds what calls to AWS need: the region, the credentials of the task role, and little patience.
package cloud

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
)

// AWS is called while a request waits, so it gets little time to answer.
const (
	callTimeout = 2 * time.Second
	attempts    = 2
)

// Load finds the task role's credentials and the region, as the AWS SDK does everywhere. AWS_ENDPOINT_URL_S3 and its
// like send the calls of one service elsewhere.
func Load(ctx context.Context, region string) (aws.Config, error) {
	return awsconfig.LoadDefaultConfig(ctx,
		awsconfig.WithRegion(region),
		awsconfig.WithRetryMaxAttempts(attempts),
		awsconfig.WithHTTPClient(awshttp.NewBuildableClient().WithTimeout(callTimeout)),
	)
}
