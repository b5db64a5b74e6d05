package report

import (
	"strings"
	"testing"
	"time"
)

func TestMetricsOfADump(t *testing.T) {
	for want, dump := range map[string]Dump{
		`{"Database":"notes","DumpBytes":10,"DumpCompleted":1,"DumpRows":3,"DumpSeconds":1.5,"_aws":{"CloudWatchMetrics":[{` +
			`"Dimensions":[["Database"]],"Metrics":[{"Name":"DumpCompleted","Unit":"Count"},{"Name":"DumpBytes","Unit":"Bytes"},` +
			`{"Name":"DumpRows","Unit":"Count"},{"Name":"DumpSeconds","Unit":"Seconds"}],"Namespace":"Notes/prod"}],"Timestamp":1700000000000}}` + "\n": {
			Database: "notes", Completed: true, Bytes: 10, Rows: 3, Duration: 1500 * time.Millisecond,
		},
		`{"Database":"notes","DumpCompleted":0,"_aws":{"CloudWatchMetrics":[{"Dimensions":[["Database"]],` +
			`"Metrics":[{"Name":"DumpCompleted","Unit":"Count"}],"Namespace":"Notes/prod"}],"Timestamp":1700000000000}}` + "\n": {
			Database: "notes",
		},
	} {
		var out strings.Builder
		if err := WriteMetrics(&out, "Notes/prod", time.Unix(1_700_000_000, 0), dump); err != nil || out.String() != want {
			t.Errorf("got %s and %v, want %s", out.String(), err, want)
		}
	}
}
