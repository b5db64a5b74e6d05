package storage

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// Object is one stored version of a key; reads of it fail when the key holds other content by then.
type Object struct {
	bucket  *Bucket
	key     string
	etag    string
	class   types.StorageClass
	restore string
	Bytes   int64
}

// Object looks a key up.
func (b *Bucket) Object(ctx context.Context, key string) (*Object, error) {
	head, err := b.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &b.name, Key: &key})
	if err != nil {
		return nil, b.failed("find", key, err)
	}
	return &Object{
		bucket: b, key: key, etag: aws.ToString(head.ETag), class: head.StorageClass,
		restore: aws.ToString(head.Restore), Bytes: aws.ToInt64(head.ContentLength),
	}, nil
}

// Read streams the object. A restore can take hours, longer than S3 keeps a connection,
// so a broken connection is taken up again where it broke.
func (o *Object) Read(ctx context.Context) io.ReadCloser {
	return &resumingReader{ctx: ctx, object: o}
}

type resumingReader struct {
	ctx      context.Context
	object   *Object
	body     io.ReadCloser
	offset   int64
	failures int
}

// Failures in a row without one byte read between them.
const maxFailures = 5

const firstPause = 100 * time.Millisecond

func (r *resumingReader) Read(buffer []byte) (int, error) {
	for r.offset < r.object.Bytes {
		n, err := r.readOnce(buffer)
		if n > 0 {
			r.offset += int64(n)
			r.failures = 0
			return n, nil
		}
		if err == nil {
			continue
		}
		r.Close()
		if r.failures++; r.failures == maxFailures || r.ctx.Err() != nil {
			return 0, r.object.bucket.failed("read", r.object.key, fmt.Errorf("after %d of %d bytes: %w", r.offset, r.object.Bytes, err))
		}
		if err := sleep(r.ctx, firstPause<<r.failures); err != nil {
			return 0, err
		}
	}
	return 0, io.EOF
}

func (r *resumingReader) readOnce(buffer []byte) (int, error) {
	if r.body == nil {
		out, err := r.object.bucket.client.GetObject(r.ctx, &s3.GetObjectInput{
			Bucket: &r.object.bucket.name, Key: &r.object.key, IfMatch: &r.object.etag,
			Range: aws.String(fmt.Sprintf("bytes=%d-", r.offset)),
		})
		if err != nil {
			r.failures = maxFailures - 1 // the SDK has retried already
			return 0, err
		}
		r.body = out.Body
	}
	n, err := r.body.Read(buffer)
	if n == 0 && err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// Close ends the connection.
func (r *resumingReader) Close() error {
	if r.body == nil {
		return nil
	}
	err := r.body.Close()
	r.body = nil
	return err
}

func sleep(ctx context.Context, duration time.Duration) error {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
