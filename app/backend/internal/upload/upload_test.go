package upload

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"example.com/webapp/backend/internal/picture"
)

func TestAFormIsForOneKeyTypeAndSize(t *testing.T) {
	configuration := aws.Config{Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "key", "session")}
	form, err := New(configuration, "uploads").Sign(t.Context(), "incoming/a/b", picture.Upload{ContentType: "image/png", Size: 1234})
	if err != nil {
		t.Fatal(err)
	}
	if form.URL != "https://uploads.s3.eu-west-1.amazonaws.com" || form.Fields["key"] != "incoming/a/b" || form.Fields["Content-Type"] != "image/png" {
		t.Errorf("got %+v", form)
	}
	text, err := base64.StdEncoding.DecodeString(form.Fields["policy"])
	if err != nil {
		t.Fatal(err)
	}
	var policy struct {
		Expiration time.Time
		Conditions []any
	}
	if err := json.Unmarshal(text, &policy); err != nil {
		t.Fatal(err)
	}
	if left := time.Until(policy.Expiration); left <= 0 || left > signedFor {
		t.Errorf("expires in %v", left)
	}
	found := []string{}
	for _, condition := range policy.Conditions {
		one, _ := json.Marshal(condition)
		found = append(found, string(one))
	}
	for _, want := range []string{
		`{"bucket":"uploads"}`, `{"key":"incoming/a/b"}`, `["content-length-range",1234,1234]`, `["eq","$Content-Type","image/png"]`,
	} {
		if !slices.Contains(found, want) {
			t.Errorf("the policy has no %s: %s", want, text)
		}
	}
}
