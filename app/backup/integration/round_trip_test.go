package integration

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func TestARestoredDatabaseIsTheDumpedOne(t *testing.T) {
	w := requireWorld(t)
	source, target, bucket := w.server.database(t, "notes"), w.server.database(t, "notes_restored"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))

	w.program(t, source, bucket).run(t, "dump").expect(t, 0, "dump stored")
	w.program(t, target, bucket).run(t, "restore", "--source-database", source, "latest").expect(t, 0, "row counts match")

	before, after := w.server.contents(t, source), w.server.contents(t, target)
	if before != after {
		t.Errorf("the databases differ: before\n%s\nafter\n%s", before, after)
	}
	for _, part := range []string{"TRIGGER note_added", "PROCEDURE `forget`", "FUNCTION `shout`", "EVENT `tidy`", "VIEW `recent`", "😀", "0x00010A0D1A22275C60FFFE"} {
		if !strings.Contains(after, part) {
			t.Errorf("the restored database lacks %s", part)
		}
	}
}

func TestWhatADumpStores(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.server.database(t, "notes"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	result := w.program(t, source, bucket).with("BACKUP_KMS_KEY_ID", "alias/dumps").run(t, "dump")
	result.expect(t, 0)

	key := w.s3.dumpKey(t, bucket)
	var manifest struct {
		Key, Database, SHA256, CRC64NVME, Client, Server string
		Bytes, Rows                                      int64
		Tables                                           map[string]int64
	}
	if err := json.Unmarshal(w.s3.read(t, bucket, key+".manifest.json"), &manifest); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(manifest.Tables, notesRows) || manifest.Rows != 13 {
		t.Errorf("the manifest counts %v, %d in all; in the database are %v", manifest.Tables, manifest.Rows, notesRows)
	}
	content := w.s3.read(t, bucket, key)
	if sum := fmt.Sprintf("%x", sha256.Sum256(content)); manifest.SHA256 != sum || manifest.Bytes != int64(len(content)) {
		t.Errorf("the manifest says %s and %d bytes, the object is %s and %d", manifest.SHA256, manifest.Bytes, sum, len(content))
	}
	if manifest.Key != key || manifest.Database != source || !strings.HasPrefix(manifest.Client, "MariaDB ") || manifest.Server != w.server.version() {
		t.Errorf("unexpected manifest: %+v", manifest)
	}
	head, err := w.s3.client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: &bucket, Key: &key, ChecksumMode: "ENABLED"})
	if err != nil {
		t.Fatal(err)
	}
	if head.ServerSideEncryption != "aws:kms" || aws.ToString(head.SSEKMSKeyId) != "alias/dumps" {
		t.Errorf("stored with encryption %s and key %s", head.ServerSideEncryption, aws.ToString(head.SSEKMSKeyId))
	}
	if aws.ToString(head.ChecksumCRC64NVME) != manifest.CRC64NVME {
		t.Errorf("S3 has checksum %s, the manifest %s", aws.ToString(head.ChecksumCRC64NVME), manifest.CRC64NVME)
	}
	expectMetrics(t, result, 1, map[string]float64{"DumpRows": 13, "DumpBytes": float64(len(content))})
}

// expectMetrics reads the one line on stdout as CloudWatch does.
func expectMetrics(t *testing.T, result outcome, completed float64, figures map[string]float64) {
	t.Helper()
	var line map[string]any
	if err := json.Unmarshal([]byte(result.stdout), &line); err != nil {
		t.Fatalf("%v: %q", err, result.stdout)
	}
	if line["DumpCompleted"] != completed || !strings.Contains(result.stdout, `"Namespace":"Notes/test"`) {
		t.Errorf("expected DumpCompleted %v: %s", completed, result.stdout)
	}
	for name, want := range figures {
		if line[name] != want {
			t.Errorf("%s is %v, expected %v", name, line[name], want)
		}
	}
}

func TestOptionsOfARestore(t *testing.T) {
	w := requireWorld(t)
	source, target, bucket := w.server.database(t, "notes"), w.server.database(t, "notes_restored"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	w.program(t, source, bucket).run(t, "dump").expect(t, 0)
	key := w.s3.dumpKey(t, bucket)
	restore := w.program(t, target, bucket)

	w.server.mustExecute(use(target, "CREATE TABLE notes (id INT); INSERT INTO notes VALUES (1); CREATE TABLE mine (id INT); INSERT INTO mine VALUES (7);"))
	restore.run(t, "restore", key).expect(t, 7, "database notes_restored holds 2 tables", "--force")
	if rows := w.server.mustExecute("SELECT COUNT(*) FROM notes_restored.notes;"); rows != "1" {
		t.Fatalf("a refused restore changed the target: %s rows", rows)
	}
	restore.run(t, "restore", "--force", key).expect(t, 0, "row counts match")
	if rows := w.server.mustExecute("SELECT COUNT(*) FROM notes_restored.notes; SELECT id FROM notes_restored.mine;"); rows != "4\n7" {
		t.Errorf("after --force: %q", rows)
	}

	w.server.mustExecute("DROP DATABASE notes_restored;")
	restore.run(t, "restore", key).expect(t, 2, "Unknown database", "--create-database")
	restore.run(t, "restore", "--create-database", key).expect(t, 0, "row counts match")
	restore.run(t, "verify", "latest").expect(t, 5, `no dump of "notes_restored"`)
}

func TestARestoreThatLosesARowSaysSo(t *testing.T) {
	w := requireWorld(t)
	source, target, bucket := w.server.database(t, "notes"), w.server.database(t, "notes_restored"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	w.program(t, source, bucket).run(t, "dump").expect(t, 0)
	losing := w.program(t, target, bucket).withClient(t, "mysql", `
		real "$@" || exit
		case "$*" in *--binary-mode*) echo "DELETE FROM notes_restored.audit LIMIT 1" | real "$1" --protocol=tcp;; esac`)
	losing.run(t, "restore", w.s3.dumpKey(t, bucket)).expect(t, 6, "rows differ: audit: 3 rows, manifest 4")
}

func TestThePasswordIsNotOnACommandLine(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.server.database(t, "notes"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	seen := filepath.Join(t.TempDir(), "seen")
	spy := `{ echo "$@"; env; stat -c 'mode %a' "${1#--defaults-file=}"; } >> ` + seen + `; real "$@"`
	w.program(t, source, bucket).withClient(t, "mysqldump", spy).run(t, "dump").expect(t, 0)
	content, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	commandLine, _, _ := strings.Cut(string(content), "\n")
	if strings.Contains(commandLine, password) || !strings.Contains(commandLine, "--single-transaction") || !strings.Contains(string(content), "mode 600") {
		t.Errorf("command line %q, file %q", commandLine, content)
	}
	if strings.Contains(string(content), "MYSQL_PWD") {
		t.Error("MYSQL_PWD is set")
	}
}
