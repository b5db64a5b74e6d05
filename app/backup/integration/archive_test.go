package integration

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// archived is a bucket whose one dump is in a storage class.
func archived(t *testing.T, w *environment, class types.StorageClass) (bucket, key string) {
	t.Helper()
	source := w.server.database(t, "notes")
	bucket = w.s3.bucket(t)
	w.server.mustExecute(use(source, notesSQL))
	w.program(t, source, bucket).run(t, "dump").expect(t, 0)
	key = w.s3.dumpKey(t, bucket)
	w.s3.write(t, bucket, key, w.s3.read(t, bucket, key), class)
	return bucket, key
}

func TestAnArchivedDumpIsAskedForFirst(t *testing.T) {
	w := requireWorld(t)
	w.s3.archiveProgress(t, `{"progression": "manual", "times": 2}`)
	bucket, key := archived(t, w, types.StorageClassGlacier)
	target := w.server.database(t, "notes_restored")
	restore := w.program(t, target, bucket)
	restore.run(t, "restore", "--days", "3", "--tier", "Bulk", key).expect(t, 4,
		"asked S3 to restore s3://"+bucket+"/"+key+" from GLACIER", "again in 5-12 hours (tier Bulk; the copy stays for 3 days)")
	restore.run(t, "restore", key).expect(t, 4, "S3 is still restoring")
	if objects := w.server.objects(target); objects != "0" {
		t.Errorf("the target holds %s tables", objects)
	}
	w.s3.archiveProgress(t, `{"progression": "immediate"}`)
	restore.run(t, "restore", key).expect(t, 0, "row counts match")
}

func TestDeepArchiveHasNoExpeditedTier(t *testing.T) {
	w := requireWorld(t)
	bucket, key := archived(t, w, types.StorageClassDeepArchive)
	verify := w.program(t, "notes", bucket)
	verify.run(t, "verify", "--tier", "Expedited", key).expect(t, 1, "DEEP_ARCHIVE, which has no tier Expedited: use --tier Bulk (48 hours) or Standard (12 hours)")
	verify.run(t, "verify", key).expect(t, 4, "again in 12 hours (tier Standard; the copy stays for 7 days)")
}

func TestGlacierInstantRetrievalReadsDirectly(t *testing.T) {
	w := requireWorld(t)
	bucket, key := archived(t, w, types.StorageClassGlacierIr)
	w.program(t, "notes", bucket).run(t, "verify", key).expect(t, 0, "dump is whole")
}
