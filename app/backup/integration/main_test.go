// Package integration runs the program for real, against a database server and an S3 emulator that it starts.
package integration

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// world is what all tests share; nil where something is not installed.
var world *environment

type environment struct {
	binary string
	server *server
	s3     *emulator
}

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	if missing := missingPrograms(); missing != "" {
		fmt.Printf("SKIP integration tests: %s is not installed (app/backup/scripts/prepare-tests installs it)\n", missing)
		if os.Getenv("CI") == "true" {
			fmt.Println("FAIL: CI may not skip them")
			return 1
		}
		return m.Run()
	}
	folder, err := os.MkdirTemp("", "backup-tests-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)

	binary := filepath.Join(folder, "backup")
	build := exec.Command("go", "build", "-o", binary, "..")
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Printf("%s\n", output)
		return 1
	}
	server := startServer(folder)
	defer server.stop()
	s3 := startEmulator(folder)
	defer s3.stop()
	world = &environment{binary: binary, server: server, s3: s3}
	fmt.Printf("client: %s; server: MariaDB %s; S3: %s\n", clientVersion(), server.version(), s3.version())
	return m.Run()
}

func requireWorld(t *testing.T) *environment {
	t.Helper()
	if world == nil {
		t.Skip("no database server or S3 emulator is installed")
	}
	return world
}

func missingPrograms() string {
	for _, name := range []string{"mariadbd", "mariadb-install-db", "mysqldump", "mysql"} {
		if find(name) == "" {
			return name
		}
	}
	if _, err := os.Stat(emulatorPath()); err != nil {
		return "moto"
	}
	return ""
}

// find also looks where Debian keeps servers.
func find(name string) string {
	for _, candidate := range []string{name, "/usr/sbin/" + name} {
		if path, err := exec.LookPath(candidate); err == nil {
			return path
		}
	}
	return ""
}
