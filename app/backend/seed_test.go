package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"example.com/webapp/backend/internal/migrate"
	"example.com/webapp/backend/internal/testdb"
)

func TestASeedWaitsForTheSchemaAndFillsTheDatabaseOnce(t *testing.T) {
	database := testdb.New(t)
	environment := environmentOf(database)
	seeding := start(t, environment, "seed")
	migrating := start(t, environmentOf(database), "migrate")
	if code := migrating.exitCode(); code != 0 {
		t.Fatalf("migrate: %d\n%s", code, migrating.out.String())
	}
	if code := seeding.exitCode(); code != 0 {
		t.Fatalf("seed: %d\n%s", code, seeding.out.String())
	}
	count := func() (found int) {
		if err := database.Admin.QueryRow("SELECT COUNT(*) FROM notes").Scan(&found); err != nil {
			t.Fatal(err)
		}
		return found
	}
	stored := count()
	if stored < 11 {
		t.Errorf("%d samples", stored)
	}
	again := start(t, environmentOf(database), "seed")
	if code := again.exitCode(); code != 0 || count() != stored || !strings.Contains(again.out.String(), `"stored":0`) {
		t.Errorf("the second time: %d, %d notes\n%s", code, count(), again.out.String())
	}
}

func TestASeedGivesUpWithoutASchema(t *testing.T) {
	check := func(context.Context) error { return migrate.ErrEmpty }
	err := waitForSchema(t.Context(), check, 20*time.Millisecond, time.Millisecond)
	if err == nil || !strings.Contains(err.Error(), "has no schema yet") {
		t.Error(err)
	}
}
