package integration

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

const (
	bigDatabase = "big_source"
	maxRSS      = 150 << 20
)

var makeBig sync.Once

// big is a database with a table of 200 MiB, made once; it ends with the server.
func (w *environment) big(t *testing.T) string {
	t.Helper()
	makeBig.Do(func() { w.server.mustExecute("CREATE DATABASE " + bigDatabase + "; " + use(bigDatabase, bigSQL())) })
	return bigDatabase
}

func TestABigTableStreamsInConstantMemory(t *testing.T) {
	w := requireWorld(t)
	source, target, bucket := w.big(t), w.server.database(t, "big_restored"), w.s3.bucket(t)
	dump := w.program(t, source, bucket).run(t, "dump")
	dump.expect(t, 0)
	key := w.s3.dumpKey(t, bucket)
	size := w.s3.size(t, bucket, key)
	if size < 200<<20 {
		t.Fatalf("the dump has %d bytes: too small to show anything", size)
	}
	restore := w.program(t, target, bucket).run(t, "restore", key)
	restore.expect(t, 0, "row counts match")
	t.Logf("%d rows, dump of %d MiB: peak memory of dump %d MiB, of restore %d MiB", bigRows, size>>20, dump.peakRSS>>20, restore.peakRSS>>20)
	for name, result := range map[string]outcome{"dump": dump, "restore": restore} {
		if result.peakRSS > maxRSS {
			t.Errorf("%s took %d MiB, allowed are %d", name, result.peakRSS>>20, maxRSS>>20)
		}
	}
	before := w.server.mustExecute(fmt.Sprintf(bigContents, source))
	if after := w.server.mustExecute(fmt.Sprintf(bigContents, target)); before != after {
		t.Errorf("contents were %q, are %q", before, after)
	}
}

func TestABrokenDownloadIsTakenUpWhereItBroke(t *testing.T) {
	w := requireWorld(t)
	source, bucket := w.server.database(t, "notes"), w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	w.program(t, source, bucket).run(t, "dump").expect(t, 0)
	proxy := w.s3.proxy(t)
	proxy.readBytes = 500
	proxy.breakReads.Store(2)
	verify := w.program(t, source, bucket).with("AWS_ENDPOINT_URL_S3", proxy.url)
	verify.run(t, "verify", "latest").expect(t, 0, "dump is whole")
	if want := []string{"bytes=0-", "bytes=500-", "bytes=1000-"}; !slices.Equal(proxy.ranges, want) {
		t.Errorf("read %v, expected %v", proxy.ranges, want)
	}
	proxy.readBytes = 0
	proxy.breakReads.Store(1000)
	verify.run(t, "verify", "latest").expect(t, 3, "could not read s3://"+bucket)
}
