package testdb

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// Secrets is a Secrets Manager with one secret. It speaks the service's JSON protocol and understands GetSecretValue.
type Secrets struct {
	URL string
	ARN string

	mutex sync.Mutex
	text  string
	reads int
}

// NewSecrets starts one and points the AWS SDK of this process to it.
func NewSecrets(t *testing.T, username, password string) *Secrets {
	t.Helper()
	secrets := &Secrets{ARN: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1-AbCdEf"}
	secrets.Set(username, password)
	server := httptest.NewServer(http.HandlerFunc(secrets.answer))
	t.Cleanup(server.Close)
	secrets.URL = server.URL
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL,
		"AWS_ACCESS_KEY_ID":                "test",
		"AWS_SECRET_ACCESS_KEY":            "test",
		"AWS_EC2_METADATA_DISABLED":        "true",
	} {
		t.Setenv(name, value)
	}
	return secrets
}

// Set changes the secret, as a rotation does.
func (s *Secrets) Set(username, password string) {
	text, err := json.Marshal(map[string]string{"username": username, "password": password})
	if err != nil {
		panic(err)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.text = string(text)
}

// Reads counts how often the secret was read.
func (s *Secrets) Reads() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.reads
}

func (s *Secrets) answer(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var request struct{ SecretId string }
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil || request.SecretId != s.ARN || r.Header.Get("X-Amz-Target") != "secretsmanager.GetSecretValue" {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"__type":"ResourceNotFoundException","Message":"no such secret"}`))
		return
	}
	s.reads++
	_ = json.NewEncoder(w).Encode(map[string]string{"ARN": s.ARN, "SecretString": s.text})
}
