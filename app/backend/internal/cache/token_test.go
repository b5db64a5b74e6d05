package cache

import (
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

func TestTokenIsAPresignedRequestForTheUser(t *testing.T) {
	configuration := aws.Config{Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "key", "session")}
	user, token, err := Token(configuration, "webapp-cache", "app")(t.Context())
	if err != nil || user != "app" || !strings.HasPrefix(token, "webapp-cache/?") {
		t.Fatalf("%q %q %v", user, token, err)
	}
	parsed, err := url.Parse("http://" + token)
	if err != nil {
		t.Fatal(err)
	}
	query := parsed.Query()
	for name, want := range map[string]string{
		"Action": "connect", "User": "app", "X-Amz-Expires": "900", "X-Amz-SignedHeaders": "host", "X-Amz-Security-Token": "session",
	} {
		if query.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, query.Get(name), want)
		}
	}
	if !strings.HasSuffix(query.Get("X-Amz-Credential"), "/eu-west-1/elasticache/aws4_request") || len(query.Get("X-Amz-Signature")) != 64 {
		t.Errorf("signed as %q", query)
	}
}
