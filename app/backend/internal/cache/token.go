package cache

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// emptyHash is the SHA-256 of nothing, the body of the request that is signed.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// Password gives the same credentials to every connection.
func Password(username, password string) func(context.Context) (string, string, error) {
	return func(context.Context) (string, string, error) { return username, password, nil }
}

// Token signs a password that is valid for 15 minutes, for each new connection: a presigned request without its scheme.
// name is the replication group's.
//
// Source: Amazon ElastiCache User Guide, "Authenticating with IAM",
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
func Token(configuration aws.Config, name, username string) func(context.Context) (string, string, error) {
	signer := v4.NewSigner()
	return func(ctx context.Context) (string, string, error) {
		credentials, err := configuration.Credentials.Retrieve(ctx)
		if err != nil {
			return "", "", fmt.Errorf("signing a token for the cache: %w", err)
		}
		query := url.Values{"Action": {"connect"}, "User": {username}, "X-Amz-Expires": {"900"}}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+name+"/?"+query.Encode(), nil)
		if err != nil {
			return "", "", err
		}
		signed, _, err := signer.PresignHTTP(ctx, credentials, request, emptyHash, "elasticache", configuration.Region, time.Now())
		if err != nil {
			return "", "", fmt.Errorf("signing a token for the cache: %w", err)
		}
		return username, strings.TrimPrefix(signed, "http://"), nil
	}
}
