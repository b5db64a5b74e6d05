package integration

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// change makes a bad dump of a good one.
type change func(dump, manifest []byte) (badDump, badManifest []byte)

var badObjects = []struct {
	name    string
	change  change
	message string
}{
	{"truncated", func(dump, manifest []byte) ([]byte, []byte) { return dump[:len(dump)-100], manifest }, "its manifest says"},
	{"one byte of text altered", func(dump, manifest []byte) ([]byte, []byte) {
		return recompress(dump, manifest, "'plain'", "'plane'", false)
	}, "SHA-256"},
	{"one byte of the file altered", func(dump, manifest []byte) ([]byte, []byte) {
		bad := bytes.Clone(dump)
		bad[len(bad)/2] ^= 1
		return bad, manifest
	}, "refused"},
	{"cut before it was compressed", func(dump, manifest []byte) ([]byte, []byte) {
		return recompress(dump, manifest, "-- Dump completed on 2", "", true)
	}, "the dump ends early"},
	{"a row less than counted", func(dump, manifest []byte) ([]byte, []byte) {
		return recompress(dump, manifest, "('x'),", "", true)
	}, "odd `name` (1),(2): 1 rows, manifest 2"},
	{"a manifest of something else", func(dump, manifest []byte) ([]byte, []byte) {
		return dump, bytes.Replace(manifest, []byte(`"key": "dumps/`), []byte(`"key": "copies/`), 1)
	}, "was the dump renamed?"},
	{"a manifest that is not JSON", func(dump, _ []byte) ([]byte, []byte) { return dump, []byte("<html>") }, "is not a manifest"},
}

func TestABadObjectIsRefusedBeforeAnythingIsLoaded(t *testing.T) {
	w := requireWorld(t)
	source, target := w.server.database(t, "notes"), w.server.database(t, "notes_restored")
	w.server.mustExecute(use(source, notesSQL))
	bucket := w.s3.bucket(t)
	w.program(t, source, bucket).run(t, "dump").expect(t, 0)
	key := w.s3.dumpKey(t, bucket)
	dump, manifest := w.s3.read(t, bucket, key), w.s3.read(t, bucket, key+".manifest.json")
	for _, test := range badObjects {
		t.Run(test.name, func(t *testing.T) {
			badDump, badManifest := test.change(dump, manifest)
			w.s3.write(t, bucket, key, badDump, "")
			w.s3.write(t, bucket, key+".manifest.json", badManifest, "")
			w.program(t, target, bucket).run(t, "restore", key).expect(t, 5, test.message)
			if objects := w.server.objects(target); objects != "0" {
				t.Errorf("the target holds %s tables", objects)
			}
		})
	}
	w.s3.write(t, bucket, key, dump, "")
	w.s3.write(t, bucket, key+".manifest.json", manifest, "")
	w.program(t, target, bucket).run(t, "restore", key).expect(t, 0)
}

func TestADumpWithoutManifestDoesNotCount(t *testing.T) {
	w := requireWorld(t)
	bucket := w.s3.bucket(t)
	key := "dumps/2026/11/24/notes-20261124T020000Z.sql.zst"
	w.s3.write(t, bucket, key, []byte("an upload whose manifest never came"), "")
	verify := w.program(t, "notes", bucket)
	verify.run(t, "verify", key).expect(t, 5, "a dump without manifest does not count", "does not exist")
	verify.run(t, "verify", "latest").expect(t, 5, `no dump of "notes" with a manifest`)
}

func TestAnObjectThatChangesAfterItWasVerifiedIsNotLoaded(t *testing.T) {
	w := requireWorld(t)
	source, target, bucket := w.server.database(t, "notes"), w.server.database(t, "notes_restored"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	w.program(t, source, bucket).run(t, "dump").expect(t, 0)
	key := w.s3.dumpKey(t, bucket)
	dump, manifest := w.s3.read(t, bucket, key), w.s3.read(t, bucket, key+".manifest.json")
	altered, _ := recompress(dump, manifest, "'plain'", "'plane'", false)
	proxy := w.s3.proxy(t)
	proxy.beforeRead = func(number int) {
		if number == 2 {
			w.s3.write(t, bucket, key, altered, "")
		}
	}
	w.program(t, target, bucket).with("AWS_ENDPOINT_URL_S3", proxy.url).run(t, "restore", key).expect(t, 5, "was replaced while it was read")
	if objects := w.server.objects(target); objects != "0" {
		t.Errorf("the target holds %s tables", objects)
	}
}

// recompress replaces a part of the SQL; signed also makes size and checksum of the manifest fit.
func recompress(dump, manifest []byte, old, replacement string, signed bool) (badDump, badManifest []byte) {
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		panic(err)
	}
	defer decoder.Close()
	sql, err := decoder.DecodeAll(dump, nil)
	if err != nil {
		panic(err)
	}
	if !bytes.Contains(sql, []byte(old)) {
		panic(old + " is not in the dump")
	}
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	bad := encoder.EncodeAll(bytes.Replace(sql, []byte(old), []byte(replacement), 1), nil)
	text := strings.Replace(string(manifest), fmt.Sprintf(`"bytes": %d`, len(dump)), fmt.Sprintf(`"bytes": %d`, len(bad)), 1)
	if signed {
		text = strings.Replace(text, fmt.Sprintf("%x", sha256.Sum256(dump)), fmt.Sprintf("%x", sha256.Sum256(bad)), 1)
	}
	return bad, []byte(text)
}
