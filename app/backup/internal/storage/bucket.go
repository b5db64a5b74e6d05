// Package storage keeps dumps in one S3 bucket.
package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	transfertypes "github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"webapp/backup/internal/environment"
	"webapp/backup/internal/failure"
)

// Bucket reads and writes objects. Every error names the object and carries the exit code of a storage failure.
type Bucket struct {
	name     string
	kmsKeyID string
	client   *s3.Client
	transfer *transfermanager.Client
}

const (
	// 10,000 parts of 16 MiB make 156 GiB, compressed. Memory is (concurrency + 1) parts.
	partBytes    = 16 << 20
	concurrency  = 2
	abortTimeout = 30 * time.Second
)

// Open reads region and credentials from the environment; it does not connect yet.
func Open(ctx context.Context, settings environment.Storage) (*Bucket, error) {
	configuration, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, failure.New(failure.Usage, "AWS configuration: %w", err)
	}
	if configuration.Region == "" {
		return nil, failure.New(failure.Usage, "AWS_REGION is not set")
	}
	client := s3.NewFromConfig(configuration, func(o *s3.Options) {
		// The manifest's SHA-256 covers the whole object, which checksums of ranges do not.
		o.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenRequired
	})
	transfer := transfermanager.New(client, func(o *transfermanager.Options) {
		o.PartSizeBytes, o.MultipartUploadThreshold, o.Concurrency = partBytes, partBytes, concurrency
		o.FailTimeout = abortTimeout
	})
	return &Bucket{name: settings.Bucket, kmsKeyID: settings.KMSKeyID, client: client, transfer: transfer}, nil
}

// Upload stores what body yields and returns S3's CRC-64/NVME of the whole object.
// If body fails, the upload is aborted and nothing is stored.
func (b *Bucket) Upload(ctx context.Context, key string, body io.Reader) (crc64nvme string, err error) {
	out, err := b.transfer.UploadObject(ctx, b.uploadInput(key, body))
	if err != nil {
		return "", b.failed("upload", key, err)
	}
	return aws.ToString(out.ChecksumCRC64NVME), nil
}

func (b *Bucket) uploadInput(key string, body io.Reader) *transfermanager.UploadObjectInput {
	input := &transfermanager.UploadObjectInput{
		Bucket: &b.name, Key: &key, Body: body,
		// The one algorithm whose value for a multipart upload covers the whole object.
		ChecksumAlgorithm: transfertypes.ChecksumAlgorithm(types.ChecksumAlgorithmCrc64nvme),
	}
	if b.kmsKeyID != "" {
		input.ServerSideEncryption = transfertypes.ServerSideEncryptionAwsKms
		input.SSEKMSKeyID = &b.kmsKeyID
	}
	return input
}

// UploadSmall stores a few kilobytes.
func (b *Bucket) UploadSmall(ctx context.Context, key string, content []byte) error {
	_, err := b.Upload(ctx, key, bytes.NewReader(content))
	return err
}

// Download returns a small object; a missing one is a refusal.
func (b *Bucket) Download(ctx context.Context, key string) ([]byte, error) {
	out, err := b.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &b.name, Key: &key})
	if err != nil {
		return nil, b.failed("read", key, err)
	}
	defer out.Body.Close()
	content, err := io.ReadAll(out.Body)
	if err != nil {
		return nil, b.failed("read", key, err)
	}
	return content, nil
}

// Keys lists the keys that begin with prefix.
func (b *Bucket) Keys(ctx context.Context, prefix string) (keys []string, err error) {
	pages := s3.NewListObjectsV2Paginator(b.client, &s3.ListObjectsV2Input{Bucket: &b.name, Prefix: &prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, b.failed("list", prefix, err)
		}
		for _, object := range page.Contents {
			keys = append(keys, aws.ToString(object.Key))
		}
	}
	return keys, nil
}

func (b *Bucket) failed(action, key string, err error) error {
	var missing *types.NoSuchKey
	var notFound *types.NotFound
	if errors.As(err, &missing) || errors.As(err, &notFound) {
		return failure.New(failure.Refused, "%s does not exist", b.url(key))
	}
	var answer smithy.APIError
	if errors.As(err, &answer) && answer.ErrorCode() == "PreconditionFailed" {
		return failure.New(failure.Refused, "%s was replaced while it was read: refused", b.url(key))
	}
	return failure.New(failure.Storage, "could not %s %s: %w", action, b.url(key), err)
}

func (b *Bucket) url(key string) string { return fmt.Sprintf("s3://%s/%s", b.name, key) }
