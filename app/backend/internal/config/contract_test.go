package config

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"
)

// contractVariable is one entry of environment.json, which the infrastructure compares with its container definitions.
type contractVariable struct {
	Required     bool     `json:"required"`
	RequiredWith []string `json:"requiredWith"`
	Secret       bool     `json:"secret"`
	SecretWith   []string `json:"secretWith"`
	Default      *string  `json:"default"`
	Description  string   `json:"description"`
}

var cases = map[string]struct {
	command        Command
	authentication Authentication
}{
	"serve:password":   {Serve, Password},
	"serve:iam":        {Serve, IAM},
	"migrate:password": {Migrate, Password},
	"migrate:iam":      {Migrate, IAM},
}

func readContract(t *testing.T) map[string]contractVariable {
	t.Helper()
	text, err := os.ReadFile("../../environment.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	contract := map[string]contractVariable{}
	if err := decoder.Decode(&contract); err != nil {
		t.Fatal(err)
	}
	return contract
}

func TestContractListsExactlyTheVariablesThatAreRead(t *testing.T) {
	read := map[string]bool{}
	for _, one := range cases {
		values := withUses(one.authentication)
		if _, err := Load(one.command, func(name string) (string, bool) {
			read[name] = true
			value, found := values[name]
			return value, found
		}); err != nil {
			t.Fatal(err)
		}
	}
	want, got := slices.Sorted(maps.Keys(readContract(t))), slices.Sorted(maps.Keys(read))
	if !slices.Equal(want, got) {
		t.Errorf("environment.json lists %v, the program reads %v", want, got)
	}
}

func TestContractSaysWhatIsRequired(t *testing.T) {
	for name, variable := range readContract(t) {
		if variable.Description == "" {
			t.Errorf("%s has no description", name)
		}
		for label, one := range cases {
			values := complete(one.authentication)
			delete(values, name)
			if name != "DATABASE_SECRET_ARN" && !slices.Contains(variable.RequiredWith, label) {
				// The region is needed as soon as there is a secret, so take the secret away unless the case needs it.
				if !slices.Contains(readContract(t)["DATABASE_SECRET_ARN"].RequiredWith, label) {
					delete(values, "DATABASE_SECRET_ARN")
				}
			}
			if name == "DATABASE_AUTHENTICATION" && one.authentication == IAM {
				continue // without it the case is the password one
			}
			_, err := Load(one.command, fromMap(values))
			want := variable.Required || slices.Contains(variable.RequiredWith, label)
			if got := err != nil; got != want {
				t.Errorf("%s in %s: required is %v in environment.json, but loading without it gave %v", name, label, want, err)
			}
		}
	}
}

func TestContractDefaultsAreTheOnesInUse(t *testing.T) {
	for name, variable := range readContract(t) {
		if variable.Default == nil {
			continue
		}
		for label, one := range cases {
			without, with := withUses(one.authentication), withUses(one.authentication)
			delete(without, name)
			with[name] = *variable.Default
			first, firstErr := Load(one.command, fromMap(without))
			second, secondErr := Load(one.command, fromMap(with))
			if firstErr != nil || secondErr != nil || first != second {
				t.Errorf("%s in %s: default %q is not what the program uses", name, label, *variable.Default)
			}
		}
	}
}

func TestContractMarksThePasswordSecret(t *testing.T) {
	contract := readContract(t)
	if !contract["DATABASE_PASSWORD"].Secret || !slices.Contains(contract["DATABASE_USERNAME"].SecretWith, "serve:password") {
		t.Error("credentials are not marked secret")
	}
	for name, variable := range contract {
		for _, label := range slices.Concat(variable.RequiredWith, variable.SecretWith) {
			if _, known := cases[label]; !known {
				t.Errorf("%s names the unknown case %q", name, label)
			}
		}
	}
}
