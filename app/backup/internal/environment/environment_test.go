package environment

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

type variable struct {
	Required    bool
	Secret      bool
	Description string
}

func contract(t *testing.T) map[string]variable {
	t.Helper()
	file, err := os.Open("../../environment.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	var variables map[string]variable
	if err := decoder.Decode(&variables); err != nil {
		t.Fatal(err)
	}
	return variables
}

func valid() map[string]string {
	return map[string]string{
		"DATABASE_HOST": "db.example.com", "DATABASE_NAME": "notes", "DATABASE_USERNAME": "app",
		"DATABASE_PASSWORD": "secret", "BACKUP_BUCKET": "dumps",
	}
}

func lookupIn(values map[string]string) Lookup {
	return func(name string) (string, bool) { value, found := values[name]; return value, found }
}

func TestTheContractNamesExactlyWhatTheProgramReads(t *testing.T) {
	read := map[string]bool{}
	for _, needsDatabase := range []bool{true, false} {
		_, _ = Read(func(name string) (string, bool) { read[name] = true; return "", false }, needsDatabase)
	}
	got, want := slices.Sorted(maps.Keys(read)), slices.Sorted(maps.Keys(contract(t)))
	if !slices.Equal(got, want) {
		t.Fatalf("the program reads %v, environment.json names %v", got, want)
	}
}

func TestTheContractSaysWhatIsRequiredAndSecret(t *testing.T) {
	secrets := []string{}
	for name, variable := range contract(t) {
		values := valid()
		delete(values, name)
		_, err := Read(lookupIn(values), true)
		if refused := err != nil && strings.Contains(err.Error(), name+" is not set"); refused != variable.Required {
			t.Errorf("%s: required is %v in environment.json, but without it Read says: %v", name, variable.Required, err)
		}
		if variable.Description == "" {
			t.Errorf("%s has no description", name)
		}
		if variable.Secret {
			secrets = append(secrets, name)
		}
	}
	slices.Sort(secrets)
	if want := []string{"DATABASE_PASSWORD", "DATABASE_USERNAME"}; !slices.Equal(secrets, want) {
		t.Errorf("secrets are %v, want %v", secrets, want)
	}
}

func TestDefaults(t *testing.T) {
	settings, err := Read(lookupIn(valid()), true)
	if err != nil {
		t.Fatal(err)
	}
	want := Settings{
		Database: Database{
			Host: "db.example.com", Port: 3306, Name: "notes", Username: "app", Password: "secret",
			VerifyTLS: true, CAFile: DefaultCAFile,
		},
		Storage:          Storage{Bucket: "dumps"},
		MetricsNamespace: "WebApp/Backup",
	}
	if settings != want {
		t.Fatalf("got %+v, want %+v", settings, want)
	}
}

func TestEveryProblemIsListedAtOnce(t *testing.T) {
	_, err := Read(lookupIn(map[string]string{
		"DATABASE_HOST": "db", "DATABASE_PORT": "70000", "DATABASE_NAME": "../notes", "DATABASE_TLS": "maybe",
		"DATABASE_USERNAME": "a\nb", "DATABASE_PASSWORD": "p",
	}), true)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"BACKUP_BUCKET is not set", `DATABASE_PORT is "70000"`, `DATABASE_NAME is "../notes"`,
		`DATABASE_TLS is "maybe"`, "may not hold a line break",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
}

func TestVerifyNeedsOnlyTheBucket(t *testing.T) {
	if _, err := Read(lookupIn(map[string]string{"BACKUP_BUCKET": "dumps"}), false); err != nil {
		t.Fatal(err)
	}
}
