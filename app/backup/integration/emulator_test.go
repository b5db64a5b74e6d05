package integration

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// emulator is moto on the loopback address.
type emulator struct {
	process  *exec.Cmd
	endpoint string
	client   *s3.Client
	buckets  atomic.Int32
}

func emulatorPath() string {
	path, err := filepath.Abs("../../../.cache/moto-venv/bin/moto_server")
	if err != nil {
		panic(err)
	}
	return path
}

func startEmulator(folder string) *emulator {
	port := freePort()
	e := &emulator{endpoint: fmt.Sprintf("http://127.0.0.1:%d", port)}
	e.process = exec.Command(emulatorPath(), "--host", "127.0.0.1", "--port", fmt.Sprint(port))
	startProcess(e.process, filepath.Join(folder, "moto.log"))
	waitFor("moto", func() bool {
		response, err := http.Get(e.endpoint + "/moto-api/")
		if err == nil {
			response.Body.Close()
		}
		return err == nil
	})
	e.client = s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &e.endpoint, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	return e
}

func (e *emulator) stop() { stopProcess(e.process) }

func (e *emulator) version() string {
	output, err := exec.Command(filepath.Join(filepath.Dir(emulatorPath()), "pip"), "--disable-pip-version-check", "show", "moto").Output()
	if err != nil {
		panic(err)
	}
	return "moto " + strings.TrimPrefix(strings.Split(string(output), "\n")[1], "Version: ")
}

func (e *emulator) bucket(t *testing.T) string {
	t.Helper()
	name := fmt.Sprintf("dumps-%d", e.buckets.Add(1))
	if _, err := e.client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name}); err != nil {
		t.Fatal(err)
	}
	return name
}

func (e *emulator) keys(t *testing.T, bucket string) (keys []string) {
	t.Helper()
	out, err := e.client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: &bucket})
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range out.Contents {
		keys = append(keys, *object.Key)
	}
	return keys
}

// dumpKey is the one dump in the bucket.
func (e *emulator) dumpKey(t *testing.T, bucket string) string {
	t.Helper()
	keys := e.keys(t, bucket)
	if len(keys) != 2 || keys[0]+".manifest.json" != keys[1] {
		t.Fatalf("expected a dump and its manifest, got %v", keys)
	}
	return keys[0]
}

func (e *emulator) read(t *testing.T, bucket, key string) []byte {
	t.Helper()
	out, err := e.client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Body.Close()
	content, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// size asks without reading: a test that holds a dump would be measured with the program it starts.
func (e *emulator) size(t *testing.T, bucket, key string) int64 {
	t.Helper()
	head, err := e.client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	return aws.ToInt64(head.ContentLength)
}

func (e *emulator) write(t *testing.T, bucket, key string, content []byte, class types.StorageClass) {
	t.Helper()
	_, err := e.client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: bytes.NewReader(content), StorageClass: class})
	if err != nil {
		t.Fatal(err)
	}
}

// expectNothing fails when the bucket holds an object, or parts that cost money and are seen by nobody.
func (e *emulator) expectNothing(t *testing.T, bucket string) {
	t.Helper()
	if keys := e.keys(t, bucket); len(keys) > 0 {
		t.Errorf("the bucket holds %v, expected nothing", keys)
	}
	uploads, err := e.client.ListMultipartUploads(context.Background(), &s3.ListMultipartUploadsInput{Bucket: &bucket})
	if err != nil {
		t.Fatal(err)
	}
	for _, upload := range uploads.Uploads {
		t.Errorf("the upload of %s was not aborted", aws.ToString(upload.Key))
	}
}

// archiveProgress says after how many looks at it a requested copy is there.
func (e *emulator) archiveProgress(t *testing.T, transition string) {
	t.Helper()
	body := `{"model_name": "s3::keyrestore", "transition": ` + transition + `}`
	response, err := http.Post(e.endpoint+"/moto-api/state-manager/set-transition", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		t.Fatal(response.Status)
	}
}
