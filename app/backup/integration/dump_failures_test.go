package integration

import (
	"os/exec"
	"syscall"
	"testing"
)

// Every way in which mysqldump can fail; the last ones lie, with exit code 0.
var badDumps = []struct{ name, script, message string }{
	{"killed", `real "$@" | head -c 2000; kill -9 $$`, "was killed by signal 9 (killed)"},
	{"broken pipe", `real "$@" | head -c 2000; kill -PIPE $$`, "was killed by signal 13 (broken pipe)"},
	{"exit code after all output", `real "$@"; echo "mysqldump: Error 2013: Lost connection" >&2; exit 3`, "ended with exit code 3: mysqldump: Error 2013: Lost connection"},
	{"cut", `real "$@" | head -c 2000`, `the dump ends early: 2000 bytes without "-- Dump completed" at the end`},
	{"no last line", `real "$@" | sed '/^-- Dump completed/d'`, "the dump ends early"},
	{"empty", `exit 0`, "the dump is empty"},
	{"no table", `echo "-- Dump completed"`, "the dump holds no table"},
}

func TestABadDumpFailsAndLeavesNothing(t *testing.T) {
	w := requireWorld(t)
	source := w.server.database(t, "notes")
	w.server.mustExecute(use(source, notesSQL))
	for _, test := range badDumps {
		t.Run(test.name, func(t *testing.T) {
			bucket := w.s3.bucket(t)
			result := w.program(t, source, bucket).withClient(t, "mysqldump", test.script).run(t, "dump")
			result.expect(t, 2, test.message)
			expectMetrics(t, result, 0, nil)
			w.s3.expectNothing(t, bucket)
		})
	}
}

func TestADatabaseThatCannotBeDumped(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.server.database(t, "notes"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	valid := w.program(t, source, bucket)
	other := writeCertificates(t.TempDir(), "other")
	for name, test := range map[string]struct {
		program program
		texts   []string
	}{
		"wrong password":                   {valid.with("DATABASE_PASSWORD", "not-the-password"), []string{"Access denied for user 'app'", "check DATABASE_USERNAME and DATABASE_PASSWORD"}},
		"no server":                        {valid.with("DATABASE_PORT", "1"), []string{"localhost:1", "the server cannot be reached"}},
		"no database":                      {valid.with("DATABASE_NAME", "absent"), []string{"Unknown database 'absent'"}},
		"an authority that is not trusted": {valid.with("DATABASE_TLS_CA_FILE", other.ca), []string{"certificate"}},
		"a name that is not the server's":  {valid.with("DATABASE_HOST", "127.0.0.1"), []string{"certificate"}},
	} {
		t.Run(name, func(t *testing.T) {
			result := test.program.run(t, "dump")
			result.expect(t, 2, test.texts...)
			expectMetrics(t, result, 0, nil)
			w.s3.expectNothing(t, bucket)
		})
	}
	valid.with("DATABASE_TLS", "off").run(t, "dump").expect(t, 0)
}

func TestAWrongCallIsRefused(t *testing.T) {
	w := requireWorld(t)
	valid := w.program(t, "notes", "dumps")
	valid.run(t).expect(t, 1, "no command; usage:")
	valid.run(t, "dump", "now").expect(t, 1, "dump takes 0 arguments")
	valid.run(t, "restore").expect(t, 1, "restore takes 1 arguments")
	valid.run(t, "restore", "--tier", "Fast", "latest").expect(t, 1, `--tier is "Fast"`)
	valid.run(t, "verify", "--days", "0", "latest").expect(t, 1, "--days is 0")
	valid.run(t, "verify", "--force", "latest").expect(t, 1, "flag provided but not defined: -force")
	valid.run(t, "verify", "notes.sql").expect(t, 1, `the key is "notes.sql"`)
	valid.with("DATABASE_TLS_CA_FILE", "/absent.pem").run(t, "dump").expect(t, 1, "/absent.pem")
	valid.with("DATABASE_HOST", "").with("BACKUP_BUCKET", "").run(t, "dump").expect(t, 1, "BACKUP_BUCKET is not set; DATABASE_HOST is not set")
	valid.with("BACKUP_BUCKET", "absent-bucket").run(t, "verify", "latest").expect(t, 3, "s3://absent-bucket/dumps/")
}

func TestAStoppedDumpLeavesNothing(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.big(t), w.s3.bucket(t)
	proxy := w.s3.proxy(t)
	partArrived := proxy.firstPart
	program := w.program(t, source, bucket).with("AWS_ENDPOINT_URL_S3", proxy.url)
	result := program.finish(t, program.command("dump"), func(command *exec.Cmd) error {
		if err := command.Start(); err != nil {
			return err
		}
		<-partArrived
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			return err
		}
		return command.Wait()
	})
	result.expect(t, 130, "stopped by a signal")
	w.s3.expectNothing(t, bucket)
}

func TestADumpKilledAfterPartsWereUploadedLeavesNothing(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.big(t), w.s3.bucket(t)
	proxy := w.s3.proxy(t)
	program := w.program(t, source, bucket).with("AWS_ENDPOINT_URL_S3", proxy.url)
	program.withClient(t, "mysqldump", `real "$@" | head -c 120000000; kill -9 $$`).run(t, "dump").expect(t, 2, "was killed by signal 9")
	if proxy.parts.Load() == 0 {
		t.Error("no part was uploaded: the test shows nothing")
	}
	w.s3.expectNothing(t, bucket)
}

func TestABrokenUploadLeavesNothing(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.big(t), w.s3.bucket(t)
	proxy := w.s3.proxy(t)
	proxy.failPartsFrom = 2
	result := w.program(t, source, bucket).with("AWS_ENDPOINT_URL_S3", proxy.url).run(t, "dump")
	result.expect(t, 3, "could not upload s3://"+bucket+"/dumps/")
	expectMetrics(t, result, 0, nil)
	w.s3.expectNothing(t, bucket)
}
