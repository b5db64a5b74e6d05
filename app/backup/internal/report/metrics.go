// Package report writes what happened for CloudWatch: metrics on one stream, JSON log lines on the other.
package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Dump is what the metrics of a dump are made of.
type Dump struct {
	Database string
	// Completed is false when the dump failed; the other figures are then left out.
	Completed bool
	Bytes     int64
	Rows      int64
	Duration  time.Duration
}

type metric struct {
	Name string
	Unit string
}

// WriteMetrics writes one line in the embedded metric format, from which CloudWatch Logs makes metrics with
// the dimension Database; that needs no permission to put metrics.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
func WriteMetrics(out io.Writer, namespace string, now time.Time, dump Dump) error {
	metrics := []metric{{"DumpCompleted", "Count"}}
	line := map[string]any{"Database": dump.Database, "DumpCompleted": 0}
	if dump.Completed {
		metrics = append(metrics, metric{"DumpBytes", "Bytes"}, metric{"DumpRows", "Count"}, metric{"DumpSeconds", "Seconds"})
		line["DumpCompleted"] = 1
		line["DumpBytes"], line["DumpRows"], line["DumpSeconds"] = dump.Bytes, dump.Rows, dump.Duration.Seconds()
	}
	line["_aws"] = map[string]any{
		"Timestamp": now.UnixMilli(),
		"CloudWatchMetrics": []any{map[string]any{
			"Namespace": namespace, "Dimensions": [][]string{{"Database"}}, "Metrics": metrics,
		}},
	}
	encoded, err := json.Marshal(line)
	if err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	_, err = fmt.Fprintf(out, "%s\n", encoded)
	return err
}
