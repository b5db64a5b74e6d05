package pressure

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"reflect"
	"testing"
	"time"
)

var start = time.UnixMilli(1_700_000_000_000)

func after(seconds float64) time.Time {
	return start.Add(time.Duration(seconds * float64(time.Second)))
}

func TestInFlightIsTheMeanOfTheWholeInterval(t *testing.T) {
	gauge := New(start)
	gauge.Begin(after(0))
	gauge.Begin(after(5))
	gauge.End(after(7.5))
	// One for 10 seconds, another for 2.5.
	if got := gauge.Take(after(10)); got != (Reading{InFlight: 1.25}) {
		t.Errorf("got %v", got)
	}
	// The first is still there.
	gauge.End(after(12))
	if got := gauge.Take(after(20)); got != (Reading{InFlight: 0.2}) {
		t.Errorf("got %v", got)
	}
	if got := gauge.Take(after(30)); got != (Reading{}) {
		t.Errorf("got %v", got)
	}
}

func TestRefusedIsARate(t *testing.T) {
	gauge := New(start)
	for range 25 {
		gauge.Refuse()
	}
	if got := gauge.Take(after(10)); got != (Reading{Refused: 2.5}) {
		t.Errorf("got %v", got)
	}
	if got := gauge.Take(after(20)); got != (Reading{}) {
		t.Errorf("got %v", got)
	}
}

func TestNoTimeTakesNothingAway(t *testing.T) {
	gauge := New(start)
	gauge.Refuse()
	if got := gauge.Take(start); got != (Reading{}) {
		t.Errorf("got %v", got)
	}
	if got := gauge.Take(after(2)); got != (Reading{Refused: 0.5}) {
		t.Errorf("got %v", got)
	}
}

func TestALineIsAnEmbeddedMetricOfHighResolution(t *testing.T) {
	var out bytes.Buffer
	gauge := New(start)
	publisher := Publisher{gauge, "shop-dev/services", slog.New(slog.NewJSONHandler(&out, nil))}
	publisher.Publish(after(10))
	if out.Len() != 0 {
		t.Fatalf("wrote %s without a request", out.String())
	}
	gauge.Begin(after(10))
	gauge.Refuse()
	publisher.Publish(after(20))

	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"time": line["time"], "level": "INFO", "msg": "pressure",
		"RequestsInFlight": 1.0, "RequestsRefused": 0.1, "Service": "backend",
		"_aws": map[string]any{
			"Timestamp": 1_700_000_020_000.0,
			"CloudWatchMetrics": []any{map[string]any{
				"Namespace":  "shop-dev/services",
				"Dimensions": []any{[]any{"Service"}},
				"Metrics": []any{
					map[string]any{"Name": "RequestsInFlight", "Unit": "Count", "StorageResolution": 1.0},
					map[string]any{"Name": "RequestsRefused", "Unit": "Count/Second", "StorageResolution": 1.0},
				},
			}},
		},
	}
	if !reflect.DeepEqual(line, want) {
		t.Errorf("got %v, want %v", line, want)
	}
}
