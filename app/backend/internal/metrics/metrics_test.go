package metrics

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"
)

func newRecorder(namespace string, waits *int64) (*Recorder, *bytes.Buffer) {
	var out bytes.Buffer
	return New(namespace, slog.New(slog.NewJSONHandler(&out, nil)), func() sql.DBStats {
		return sql.DBStats{InUse: 3, WaitCount: *waits}
	}), &out
}

func TestEveryDeclaredMetricIsANumberAtTheRoot(t *testing.T) {
	waits := int64(7)
	recorder, out := newRecorder("Notes", &waits)
	recorder.Observe(200, 12*time.Millisecond)
	recorder.Observe(503, 1500*time.Microsecond)
	recorder.Flush(time.UnixMilli(1_700_000_000_000))

	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	directive := line["_aws"].(map[string]any)
	if directive["Timestamp"] != float64(1_700_000_000_000) {
		t.Errorf("wrong time: %v", directive["Timestamp"])
	}
	set := directive["CloudWatchMetrics"].([]any)[0].(map[string]any)
	if set["Namespace"] != "Notes" || line["Service"] != "backend" {
		t.Errorf("wrong namespace or dimension: %v, %v", set, line["Service"])
	}
	for _, one := range set["Metrics"].([]any) {
		name := one.(map[string]any)["Name"].(string)
		switch value := line[name].(type) {
		case float64:
		case []any:
			if len(value) == 0 || len(value) > sampleSize {
				t.Errorf("%s has %d values", name, len(value))
			}
		default:
			t.Errorf("%s is %T", name, value)
		}
	}
	if line["Requests"] != 2.0 || line["ServerErrors"] != 1.0 || line["DatabaseConnectionWaits"] != 7.0 ||
		!slices.Equal(line["Latency"].([]any), []any{12.0, 1.5}) {
		t.Errorf("wrong figures: %v", line)
	}
}

func TestFiguresStartAgainAfterEachLine(t *testing.T) {
	waits := int64(5)
	recorder, out := newRecorder("Notes", &waits)
	for range 1000 {
		recorder.Observe(200, time.Millisecond)
	}
	recorder.Flush(time.Now())
	out.Reset()
	recorder.Flush(time.Now())
	if out.Len() > 0 {
		t.Errorf("a minute without traffic wrote %s", out)
	}
	waits = 6
	recorder.Observe(200, time.Millisecond)
	recorder.Flush(time.Now())
	if text := out.String(); !strings.Contains(text, `"Requests":1,`) || !strings.Contains(text, `"DatabaseConnectionWaits":1,`) {
		t.Errorf("got %s", text)
	}
}

func TestWithoutNamespaceNothingBecomesAMetric(t *testing.T) {
	var waits int64
	recorder, out := newRecorder("", &waits)
	recorder.Observe(200, time.Millisecond)
	recorder.Flush(time.Now())
	if text := out.String(); strings.Contains(text, "_aws") || !strings.Contains(text, `"Requests":1`) {
		t.Errorf("got %s", text)
	}
}
