// Package bucket reads and writes the objects of pictures.
package bucket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// MaxBytes of an original; the backend signs no larger ones.
const MaxBytes = 5 << 20

// Errors of Get.
var (
	ErrNotFound = errors.New("there is no such object")
	ErrTooLarge = errors.New("the object is too large")
)

// Bucket holds pictures.
type Bucket struct {
	Name   string
	Client *s3.Client
}

// Object is one in a listing.
type Object struct {
	Key      string
	Modified time.Time
}

// Get reads an object, and what its uploader said it was.
func (b Bucket) Get(ctx context.Context, key string) (content []byte, contentType string, err error) {
	answer, err := b.Client.GetObject(ctx, &s3.GetObjectInput{Bucket: &b.Name, Key: &key})
	var missing *types.NoSuchKey
	if errors.As(err, &missing) {
		return nil, "", ErrNotFound
	}
	if err != nil {
		return nil, "", fmt.Errorf("reading %s: %w", key, err)
	}
	defer func() { _ = answer.Body.Close() }()
	content, err = io.ReadAll(io.LimitReader(answer.Body, MaxBytes+1))
	if err == nil && len(content) > MaxBytes {
		err = ErrTooLarge
	}
	return content, aws.ToString(answer.ContentType), err
}

// Put stores what is shown. Its content never changes, so whoever has it need not ask again.
func (b Bucket) Put(ctx context.Context, key, contentType string, content []byte) error {
	_, err := b.Client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &b.Name, Key: &key, Body: bytes.NewReader(content),
		ContentType: &contentType, CacheControl: aws.String("public, max-age=31536000, immutable"),
	})
	if err != nil {
		return fmt.Errorf("writing %s: %w", key, err)
	}
	return nil
}

// Delete removes objects, up to a thousand. What is not there any more is removed, too.
func (b Bucket) Delete(ctx context.Context, keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	objects := make([]types.ObjectIdentifier, 0, len(keys))
	for _, key := range keys {
		objects = append(objects, types.ObjectIdentifier{Key: aws.String(key)})
	}
	answer, err := b.Client.DeleteObjects(ctx, &s3.DeleteObjectsInput{
		Bucket: &b.Name, Delete: &types.Delete{Objects: objects, Quiet: aws.Bool(true)},
	})
	if err != nil {
		return fmt.Errorf("deleting %d objects: %w", len(keys), err)
	}
	if len(answer.Errors) > 0 {
		first := answer.Errors[0]
		return fmt.Errorf("deleting %d objects: %d failed, the first %s: %s", len(keys), len(answer.Errors), aws.ToString(first.Key), aws.ToString(first.Code))
	}
	return nil
}

// Pages calls read for each page of the objects whose keys begin with prefix.
func (b Bucket) Pages(ctx context.Context, prefix string, read func([]Object) error) error {
	pages := s3.NewListObjectsV2Paginator(b.Client, &s3.ListObjectsV2Input{Bucket: &b.Name, Prefix: &prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return fmt.Errorf("listing %s: %w", prefix, err)
		}
		objects := make([]Object, 0, len(page.Contents))
		for _, one := range page.Contents {
			objects = append(objects, Object{Key: aws.ToString(one.Key), Modified: aws.ToTime(one.LastModified)})
		}
		if err := read(objects); err != nil {
			return err
		}
	}
	return nil
}
