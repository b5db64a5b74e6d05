package commands

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/klauspost/compress/zstd"

	"webapp/backup/internal/dumpformat"
	"webapp/backup/internal/failure"
	"webapp/backup/internal/manifest"
	"webapp/backup/internal/storage"
)

// LatestKey stands for the newest dump of a database that has a manifest.
const LatestKey = "latest"

// stored is a dump with its manifest.
type stored struct {
	manifest.Manifest
	object *storage.Object
}

// open finds a dump, reads its manifest and makes sure that it can be read now.
func open(ctx context.Context, bucket *storage.Bucket, key, database string, retrieval storage.Retrieval, log *slog.Logger) (stored, error) {
	if key == LatestKey {
		keys, err := bucket.Keys(ctx, manifest.Prefix())
		if err != nil {
			return stored{}, err
		}
		latest, found := manifest.Latest(keys, database)
		if !found {
			return stored{}, failure.New(failure.Refused, "no dump of %q with a manifest below %s", database, manifest.Prefix())
		}
		key = latest
	}
	encoded, err := bucket.Download(ctx, key+manifest.Suffix)
	if failure.CodeOf(err) == failure.Refused {
		err = fmt.Errorf("a dump without manifest does not count: %w", err)
	}
	if err != nil {
		return stored{}, err
	}
	described, err := manifest.Decode(encoded, key)
	if err != nil {
		return stored{}, err
	}
	object, err := bucket.Object(ctx, key)
	if err != nil {
		return stored{}, err
	}
	if object.Bytes != described.Bytes {
		return stored{}, failure.New(failure.Refused, "%s has %d bytes, its manifest says %d: refused", key, object.Bytes, described.Bytes)
	}
	log.Info("dump found", "key", key, "bytes", described.Bytes, "rows", described.Rows, "server", described.Server)
	return stored{described, object}, object.MakeReadable(ctx, retrieval)
}

// read streams the SQL to use and refuses the dump at its end if it is not what the manifest says.
func (s stored) read(ctx context.Context, use func(sql io.Reader) error) error {
	body := s.object.Read(ctx)
	defer body.Close()
	digest := newDigest()
	compressed := io.TeeReader(body, digest)
	sql, err := zstd.NewReader(compressed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	if err != nil {
		return fmt.Errorf("zstd: %w", err)
	}
	defer sql.Close()
	if err := use(refusingReader{sql, s.Key}); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, compressed); err != nil {
		return err
	}
	if digest.SHA256() != s.SHA256 {
		return failure.New(failure.Refused, "%s has SHA-256 %s, its manifest says %s: refused", s.Key, digest.SHA256(), s.SHA256)
	}
	return nil
}

// check reads the whole dump once, before anything is changed by it.
func (s stored) check(ctx context.Context) error {
	inspector := dumpformat.NewInspector()
	return s.read(ctx, func(sql io.Reader) error {
		if _, err := io.Copy(inspector, sql); err != nil {
			return err
		}
		if err := inspector.Check(); err != nil {
			return failure.New(failure.Refused, "%s: %w: refused", s.Key, err)
		}
		if differences := s.Differences(inspector.Rows()); len(differences) > 0 || len(inspector.Rows()) != len(s.Tables) {
			return failure.New(failure.Refused, "%s holds other rows than its manifest says: %v", s.Key, differences)
		}
		return nil
	})
}

// refusingReader tells a dump that does not decompress from a failing S3.
type refusingReader struct {
	sql io.Reader
	key string
}

func (r refusingReader) Read(buffer []byte) (int, error) {
	n, err := r.sql.Read(buffer)
	if err != nil && err != io.EOF && failure.CodeOf(err) != failure.Storage {
		err = failure.New(failure.Refused, "%s does not decompress: %w: refused", r.key, err)
	}
	return n, err
}
