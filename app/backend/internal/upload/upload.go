// Package upload signs what browsers may send to the bucket of pictures, and looks at what came.
package upload

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"example.com/webapp/backend/internal/picture"
)

// signedFor is how long a form may be sent: pages sign when the file is chosen.
const signedFor = 5 * time.Minute

// Form is what a browser posts: these fields, and the file after them.
type Form struct {
	URL    string            `json:"url"`
	Fields map[string]string `json:"fields"`
}

// Bucket takes uploads.
type Bucket struct {
	name    string
	client  *s3.Client
	presign *s3.PresignClient
}

// New makes a bucket. It does not connect.
func New(configuration aws.Config, name string) *Bucket {
	client := s3.NewFromConfig(configuration)
	return &Bucket{name: name, client: client, presign: s3.NewPresignClient(client)}
}

// Sign makes a form for one object of exactly this type and size. S3 refuses any other and stores nothing of it: a form's
// policy limits the size, which a signed PUT cannot.
//
// Source: Amazon S3 API Reference, "POST Policy",
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
func (b *Bucket) Sign(ctx context.Context, key string, upload picture.Upload) (Form, error) {
	signed, err := b.presign.PresignPostObject(ctx, &s3.PutObjectInput{Bucket: &b.name, Key: &key}, func(o *s3.PresignPostOptions) {
		o.Expires = signedFor
		o.Conditions = []any{
			[]any{"content-length-range", upload.Size, upload.Size},
			[]any{"eq", "$Content-Type", upload.ContentType},
		}
	})
	if err != nil {
		return Form{}, fmt.Errorf("signing an upload: %w", err)
	}
	fields := signed.Values
	fields["Content-Type"] = upload.ContentType
	return Form{URL: signed.URL, Fields: fields}, nil
}

// Check returns nil when the object is there, picture.ErrNotUploaded when it is not.
func (b *Bucket) Check(ctx context.Context, key string) error {
	_, err := b.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &b.name, Key: &key})
	var missing *types.NotFound
	if errors.As(err, &missing) {
		return picture.ErrNotUploaded
	}
	if err != nil {
		return fmt.Errorf("looking for an upload: %w", err)
	}
	return nil
}

// Delete removes objects. What is not there any more is removed, too.
func (b *Bucket) Delete(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if _, err := b.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &b.name, Key: &key}); err != nil {
			return fmt.Errorf("deleting a picture: %w", err)
		}
	}
	return nil
}
