package config

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

type variable struct {
	Required     bool
	RequiredWith []string
	Secret       bool
	SecretWith   []string
	Default      *string
	Description  string
}

func contract(t *testing.T) map[string]variable {
	t.Helper()
	text, err := os.ReadFile("../../environment.json")
	if err != nil {
		t.Fatal(err)
	}
	variables := map[string]variable{}
	if err := json.Unmarshal(text, &variables); err != nil {
		t.Fatal(err)
	}
	return variables
}

func complete(authentication string) map[string]string {
	return map[string]string{
		"LOG_LEVEL": "debug", "AWS_REGION": "eu-west-1", "LONGEST_SIDE": "200", "ECS_AGENT_URI": "http://169.254.170.2/api/x",
		"UPLOADS_BUCKET": "webapp-uploads", "UPLOADS_PATH": "/uploads/",
		"QUEUE_URL": "https://sqs.eu-west-1.amazonaws.com/123456789012/thumbnails", "QUEUE_VISIBILITY_SECONDS": "60", "SHUTDOWN_TIMEOUT_SECONDS": "50",
		"DATABASE_HOST": "db.example", "DATABASE_PORT": "3307", "DATABASE_NAME": "app", "DATABASE_AUTHENTICATION": authentication, "DATABASE_TLS": "rds",
		"DATABASE_MAX_CONNECTIONS": "7", "DATABASE_USERNAME": "app", "DATABASE_PASSWORD": "p", "DATABASE_SECRET_ARN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x",
	}
}

func load(command Command, values map[string]string, read map[string]bool) (Config, error) {
	return Load(command, func(name string) (string, bool) {
		if read != nil {
			read[name] = true
		}
		value, found := values[name]
		return value, found
	})
}

var cases = map[string][2]string{
	"thumbnails:password": {"thumbnails", "password"}, "thumbnails:iam": {"thumbnails", "iam"},
	"digest:password": {"digest", "password"}, "digest:iam": {"digest", "iam"},
}

func TestContractIsWhatIsRead(t *testing.T) {
	read := map[string]bool{}
	for label, one := range cases {
		if _, err := load(Command(one[0]), complete(one[1]), read); err != nil {
			t.Errorf("%s: %v", label, err)
		}
	}
	listed, found := slices.Sorted(maps.Keys(contract(t))), slices.Sorted(maps.Keys(read))
	if !slices.Equal(listed, found) {
		t.Errorf("environment.json lists %v, the program reads %v", listed, found)
	}
}

func TestContractSaysWhatIsRequiredAndTheDefaults(t *testing.T) {
	for name, variable := range contract(t) {
		if variable.Description == "" {
			t.Errorf("%s has no description", name)
		}
		for label, one := range cases {
			if name == "DATABASE_AUTHENTICATION" && one[1] == "iam" {
				continue // without it the case is the password one
			}
			values := complete(one[1])
			delete(values, name)
			without, err := load(Command(one[0]), values, nil)
			required := variable.Required || slices.Contains(variable.RequiredWith, label)
			if (err != nil) != required {
				t.Errorf("%s in %s: required is %v, loading without it gave %v", name, label, required, err)
			}
			if variable.Default != nil {
				values[name] = *variable.Default
				if with, err := load(Command(one[0]), values, nil); err != nil || with != without {
					t.Errorf("%s in %s: the default is not %q", name, label, *variable.Default)
				}
			}
		}
	}
}

func TestLoadReadsAllAndNamesEveryProblem(t *testing.T) {
	config, err := load(Thumbnails, complete("password"), nil)
	want := Queue{"https://sqs.eu-west-1.amazonaws.com/123456789012/thumbnails", time.Minute, 50 * time.Second}
	if err != nil || config.Queue != want || config.Prefix != "uploads/" || config.LongestSide != 200 || config.Database.MaxConnections != 7 {
		t.Errorf("got %+v, %v", config, err)
	}
	values := complete("iam")
	maps.Copy(values, map[string]string{"DATABASE_TLS": "off", "LONGEST_SIDE": "1", "UPLOADS_PATH": "uploads", "LOG_LEVEL": "loud", "QUEUE_URL": ""})
	_, err = load(Thumbnails, values, nil)
	if err == nil {
		t.Fatal("took all")
	}
	for _, name := range []string{"DATABASE_TLS", "LONGEST_SIDE", "UPLOADS_PATH", "LOG_LEVEL", "QUEUE_URL"} {
		if !strings.Contains(err.Error(), name+": ") {
			t.Errorf("%s is not named in %v", name, err)
		}
	}
}
