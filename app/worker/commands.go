package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/webapp/worker/internal/bucket"
	"example.com/webapp/worker/internal/config"
	"example.com/webapp/worker/internal/database"
	"example.com/webapp/worker/internal/digest"
	"example.com/webapp/worker/internal/pictures"
	"example.com/webapp/worker/internal/protection"
	"example.com/webapp/worker/internal/thumbnail"
	"example.com/webapp/worker/internal/work"
)

// place is what both commands work with.
type place struct {
	aws  aws.Config
	pool *sql.DB
	// bucket is nil for a job that has none.
	bucket *bucket.Bucket
	prefix string
}

// open connects to nothing yet. AWS_ENDPOINT_URL_S3 and its like send the calls of one service elsewhere.
func open(ctx context.Context, settings config.Config) (place, error) {
	configuration, err := awsconfig.LoadDefaultConfig(ctx, awsconfig.WithRegion(settings.Region))
	if err != nil {
		return place{}, fmt.Errorf("AWS configuration: %w", err)
	}
	pool, err := database.Open(settings.Database, configuration)
	if err != nil {
		return place{}, err
	}
	opened := place{aws: configuration, pool: pool, prefix: settings.Prefix}
	if settings.Bucket != "" && settings.Prefix != "" {
		opened.bucket = &bucket.Bucket{Name: settings.Bucket, Client: s3.NewFromConfig(configuration)}
	}
	return opened, nil
}

func (p place) close() { _ = p.pool.Close() }

func makeThumbnails(ctx context.Context, settings config.Config, place place, logger *slog.Logger) error {
	maker := thumbnail.NewMaker(thumbnail.Maker{
		Table: pictures.Table{Pool: place.pool}, Bucket: place.bucket, Prefix: place.prefix,
		LongestSide: settings.LongestSide, Logger: logger,
	})
	worker := work.Worker{
		Queue:           work.SQS{URL: settings.Queue.URL, Client: sqs.NewFromConfig(place.aws)},
		Handle:          maker.Handle,
		Ready:           place.pool.PingContext,
		Protection:      &protection.Agent{URI: settings.AgentURI, Logger: logger},
		Visibility:      settings.Queue.Visibility,
		ShutdownTimeout: settings.Queue.ShutdownTimeout,
		Logger:          logger,
	}
	logger.Info("taking messages")
	err := worker.Run(ctx)
	logger.Info("stopped")
	return err
}

// writeDigest ends well when another run is at work: that one does the same.
func writeDigest(ctx context.Context, place place, logger *slog.Logger) error {
	job := digest.Job{Pool: place.pool, Bucket: place.bucket, Prefix: place.prefix, Logger: logger, Now: time.Now()}
	figures, err := job.Run(ctx)
	if errors.Is(err, digest.ErrRunning) {
		logger.Warn("left to the run that is at work already")
		return nil
	}
	if err != nil {
		return err
	}
	logger.Info("digest", "notes", figures.Notes, "changed", figures.Changed, "pictures", figures.Pictures, "removed", figures.Removed)
	return nil
}
