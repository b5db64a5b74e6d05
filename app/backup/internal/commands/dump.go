// Package commands is what the program does: dump, verify and restore.
package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/klauspost/compress/zstd"

	"webapp/backup/internal/database"
	"webapp/backup/internal/dumpformat"
	"webapp/backup/internal/environment"
	"webapp/backup/internal/failure"
	"webapp/backup/internal/manifest"
	"webapp/backup/internal/report"
	"webapp/backup/internal/storage"
)

// Dump stores the database and writes the metrics of the attempt.
func Dump(ctx context.Context, settings environment.Settings, metrics io.Writer, log *slog.Logger) error {
	startedAt := time.Now()
	stored, err := dump(ctx, settings, startedAt, log)
	outcome := report.Dump{
		Database: settings.Database.Name, Completed: err == nil,
		Bytes: stored.Bytes, Rows: stored.Rows, Duration: time.Since(startedAt),
	}
	if writeErr := report.WriteMetrics(metrics, settings.MetricsNamespace, time.Now(), outcome); err == nil {
		err = writeErr
	}
	if err != nil {
		return err
	}
	log.Info("dump stored", "key", stored.Key, "bytes", stored.Bytes, "rows", stored.Rows,
		"tables", len(stored.Tables), "sha256", stored.SHA256)
	return nil
}

func dump(ctx context.Context, settings environment.Settings, startedAt time.Time, log *slog.Logger) (manifest.Manifest, error) {
	bucket, err := storage.Open(ctx, settings.Storage)
	if err != nil {
		return manifest.Manifest{}, err
	}
	source, err := database.Open(ctx, settings.Database, func(message string) { log.Warn("database client", "said", message) })
	if err != nil {
		return manifest.Manifest{}, err
	}
	defer source.Close()
	server, err := source.Version(ctx)
	if err != nil {
		return manifest.Manifest{}, err
	}
	key := manifest.Key(settings.Database.Name, startedAt)
	log.Info("dump started", "key", key, "client", source.Client(), "server", server)

	described, err := stream(ctx, source, bucket, key)
	if err != nil {
		return manifest.Manifest{}, err
	}
	described.Key, described.Database = key, settings.Database.Name
	described.Client, described.Server = source.Client(), server
	described.StartedAt, described.FinishedAt = startedAt.UTC().Truncate(time.Second), time.Now().UTC().Truncate(time.Second)
	encoded, err := described.Encode()
	if err != nil {
		return manifest.Manifest{}, err
	}
	if err := bucket.UploadSmall(ctx, key+manifest.Suffix, encoded); err != nil {
		return manifest.Manifest{}, err
	}
	return described, nil
}

// stream sends mysqldump | zstd to S3 without holding more than a few parts. The object comes into being only
// when the upload is completed, and that happens only after mysqldump ended well and the dump is whole.
func stream(ctx context.Context, source *database.Connection, bucket *storage.Bucket, key string) (manifest.Manifest, error) {
	pipe, compressed := io.Pipe()
	type result struct {
		crc64nvme string
		err       error
	}
	uploaded := make(chan result, 1)
	go func() {
		crc64nvme, err := bucket.Upload(ctx, key, pipe)
		_ = pipe.CloseWithError(errors.Join(errUploadEnded, err))
		uploaded <- result{crc64nvme, err}
	}()

	digest := newDigest()
	inspector := dumpformat.NewInspector()
	err := compress(io.MultiWriter(compressed, digest), func(sql io.Writer) error {
		if err := source.Dump(ctx, io.MultiWriter(inspector, sql)); err != nil {
			return err
		}
		if err := inspector.Check(); err != nil {
			return failure.New(failure.Database, "mysqldump ended well, but %w", err)
		}
		return nil
	})
	_ = compressed.CloseWithError(err) // nil is the end of the stream
	upload := <-uploaded
	switch {
	case err != nil && !errors.Is(err, errUploadEnded):
		return manifest.Manifest{}, err
	case upload.err != nil:
		return manifest.Manifest{}, upload.err
	case upload.crc64nvme != "" && upload.crc64nvme != digest.CRC64NVME():
		return manifest.Manifest{}, failure.New(failure.Storage, "S3 stored %s with CRC-64/NVME %s, sent was %s",
			key, upload.crc64nvme, digest.CRC64NVME())
	}
	return manifest.Manifest{
		Bytes: digest.Bytes(), SHA256: digest.SHA256(), CRC64NVME: digest.CRC64NVME(),
		UncompressedBytes: inspector.Bytes(), Rows: inspector.TotalRows(), Tables: inspector.Rows(),
	}, nil
}

var errUploadEnded = errors.New("the upload ended early")

// compress writes what produce writes, as one zstd frame, which is complete only if produce succeeds.
func compress(out io.Writer, produce func(sql io.Writer) error) error {
	encoder, err := zstd.NewWriter(out, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("zstd: %w", err)
	}
	if err := produce(encoder); err != nil {
		return err
	}
	return encoder.Close()
}
