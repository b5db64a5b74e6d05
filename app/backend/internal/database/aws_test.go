package database

import (
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"example.com/webapp/backend/internal/cloud"
	"example.com/webapp/backend/internal/testdb"
)

func TestSecretReaderReadsExactlyTheSecret(t *testing.T) {
	secrets := testdb.NewSecrets(t, "admin", `p"w\d`)
	config, err := cloud.Load(t.Context(), "eu-west-1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := SecretReader(config, secrets.ARN)(t.Context()); err != nil || got != (Credentials{"admin", `p"w\d`}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := SecretReader(config, secrets.ARN+"x")(t.Context()); err == nil || !strings.Contains(err.Error(), "ResourceNotFoundException") {
		t.Errorf("got %v", err)
	}
}

func TestParseSecret(t *testing.T) {
	for text, want := range map[string]Credentials{
		`{"username":"u","password":"p","engine":"mysql"}`: {"u", "p"},
		`{"username":"u"}`:                   {},
		`{"username":1,"password":"sEcReT"}`: {},
		`sEcReT`:                             {},
		``:                                   {},
	} {
		got, err := parseSecret(text)
		if got != want || (err == nil) != (want != Credentials{}) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
		if err != nil && strings.Contains(err.Error(), "sEcReT") {
			t.Errorf("the error quotes the secret: %v", err)
		}
	}
}

func TestTokensAreSignedForUserAndEndpoint(t *testing.T) {
	config := aws.Config{Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "key", "")}
	source := NewToken(config, "db.example.com", 3306, "notes_app")
	got, err := source.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	token, err := url.Parse("https://" + got.Password)
	if err != nil {
		t.Fatal(err)
	}
	query := token.Query()
	if got.Username != "notes_app" || token.Host != "db.example.com:3306" || query.Get("DBUser") != "notes_app" ||
		query.Get("Action") != "connect" || query.Get("X-Amz-Expires") != "900" || !strings.Contains(query.Get("X-Amz-Credential"), "/eu-west-1/rds-db/") {
		t.Errorf("got %v", token)
	}
}

func FuzzParseSecret(f *testing.F) {
	f.Add(`{"username":"u","password":"p"}`)
	f.Add(`[1]`)
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := parseSecret(text); err == nil && (got.Username == "" || got.Password == "") {
			t.Errorf("accepted %q", text)
		}
	})
}
