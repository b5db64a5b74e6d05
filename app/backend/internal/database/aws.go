package database

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/rds/auth"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

// SecretReader reads username and password from a secret with the shape that RDS gives its master secret.
// AWS_ENDPOINT_URL_SECRETS_MANAGER sends the call elsewhere, as for every program with an AWS SDK.
func SecretReader(config aws.Config, arn string) Fetch {
	client := secretsmanager.NewFromConfig(config)
	return func(ctx context.Context) (Credentials, error) {
		answer, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(arn)})
		if err != nil {
			return Credentials{}, err
		}
		return parseSecret(aws.ToString(answer.SecretString))
	}
}

// parseSecret never quotes the secret in an error.
func parseSecret(text string) (Credentials, error) {
	var secret struct {
		Username string `json:"username"`
		Password string `json:"password"`
	}
	if err := json.Unmarshal([]byte(text), &secret); err != nil {
		return Credentials{}, errors.New("the secret is not a JSON object with username and password")
	}
	if secret.Username == "" || secret.Password == "" {
		return Credentials{}, errors.New("the secret has no username or no password")
	}
	return Credentials(secret), nil
}

// Token is a Source of IAM tokens. Signing one is local work and a token is valid for 15 minutes, so each connection
// gets its own.
type Token struct {
	endpoint string
	username string
	config   aws.Config
}

// NewToken makes a source for one user of the instance at host and port.
func NewToken(config aws.Config, host string, port int, username string) Token {
	return Token{endpoint: net.JoinHostPort(host, strconv.Itoa(port)), username: username, config: config}
}

// Current signs a new token.
func (t Token) Current(ctx context.Context) (Credentials, error) {
	token, err := auth.BuildAuthToken(ctx, t.endpoint, t.config.Region, t.username, t.config.Credentials)
	if err != nil {
		return Credentials{}, fmt.Errorf("signing an IAM token: %w", err)
	}
	return Credentials{Username: t.username, Password: token}, nil
}

// Refresh always fails: a refused token means missing rights, and another one would be refused as well.
func (t Token) Refresh(context.Context, Credentials) (Credentials, error) {
	return Credentials{}, fmt.Errorf("%w: the task role needs rds-db:connect for the user %s", ErrNothingNewer, t.username)
}
