// Package emf describes CloudWatch's embedded metric format: the part of a log line that makes metrics of its values.
//
// Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format",
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
package emf

import "time"

// Service is the dimension under which the service publishes; a line with a Directive has it at its root.
const Service = "Service"

// Metric is a value at the root of the line that becomes a metric.
type Metric struct {
	Name, Unit string
	// StorageResolution is 1 for a metric that alarms may read in periods below a minute. None means a minute.
	StorageResolution int `json:",omitempty"`
}

type metricSet struct {
	Namespace  string
	Dimensions [][]string
	Metrics    []Metric
}

// Directive is the value of a line's `_aws`.
type Directive struct {
	Timestamp         int64
	CloudWatchMetrics []metricSet
}

// Describe makes metrics of a line's values, with Service as their dimension.
func Describe(namespace string, now time.Time, metrics ...Metric) Directive {
	return Directive{
		Timestamp:         now.UnixMilli(),
		CloudWatchMetrics: []metricSet{{namespace, [][]string{{Service}}, metrics}},
	}
}
