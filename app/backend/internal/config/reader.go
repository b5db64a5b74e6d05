package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A pattern is a rule for a text variable and the words that explain it.
type pattern struct {
	expression *regexp.Regexp
	rule       string
}

// Names that end up in statements where the database takes no parameters are limited to harmless characters here.
var (
	hostName         = pattern{regexp.MustCompile(`^[A-Za-z0-9.:-]{1,255}$`), "give a host name or address, without a port"}
	databaseName     = pattern{regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,63}$`), "start with a letter and use at most 64 letters, digits and underscores"}
	userName         = pattern{regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,31}$`), "start with a letter and use at most 32 letters, digits and underscores"}
	secretARN        = pattern{regexp.MustCompile(`^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$`), "give the full ARN of a Secrets Manager secret"}
	region           = pattern{regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]+$`), "give a region such as eu-west-1"}
	bucketName       = pattern{regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`), "give the name of a bucket"}
	servedPath       = pattern{regexp.MustCompile(`^/([A-Za-z0-9._-]+/)+$`), "give a path such as /uploads/"}
	queueURL         = pattern{regexp.MustCompile(`^https?://[A-Za-z0-9.:-]+/\S+$`), "give the URL of a queue"}
	metricsNamespace = pattern{regexp.MustCompile(`^[A-Za-z0-9._/#-]{1,255}$`), "use at most 255 letters, digits and . _ / # -"}
)

type reader struct {
	lookup   Lookup
	problems []error
}

func (r *reader) err() error {
	return errors.Join(r.problems...)
}

func (r *reader) fail(name, fix string) {
	r.problems = append(r.problems, fmt.Errorf("%s: %s", name, fix))
}

// optional treats an empty variable like a missing one, since task definitions cannot leave a variable out by condition.
func (r *reader) optional(name string) string {
	value, _ := r.lookup(name)
	return value
}

func (r *reader) required(name string) string {
	value := r.optional(name)
	if value == "" {
		r.fail(name, "is required and not set")
	}
	return value
}

func (r *reader) matching(name string, want pattern, required bool) string {
	value := r.optional(name)
	switch {
	case value == "" && required:
		r.fail(name, "is required and not set: "+want.rule)
	case value != "" && !want.expression.MatchString(value):
		r.fail(name, fmt.Sprintf("%q is not valid: %s", value, want.rule))
	}
	return value
}

// ipAddress is empty, for all addresses of the machine, unless the variable is set.
func (r *reader) ipAddress(name string) string {
	value := r.optional(name)
	if value != "" && net.ParseIP(value) == nil {
		r.fail(name, fmt.Sprintf("%q is not valid: give an IP address such as 127.0.0.1", value))
	}
	return value
}

// choice falls back to the first allowed value.
func (r *reader) choice(name string, allowed ...string) string {
	value := r.optional(name)
	if value == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, value) {
		r.fail(name, fmt.Sprintf("%q is not valid: use %s", value, strings.Join(allowed, " or ")))
	}
	return value
}

func (r *reader) integer(name string, fallback, lowest, highest int) int {
	value := r.optional(name)
	if value == "" {
		return fallback
	}
	number, err := strconv.Atoi(value)
	if err != nil || number < lowest || number > highest {
		r.fail(name, fmt.Sprintf("%q is not valid: give a whole number from %d to %d", value, lowest, highest))
		return fallback
	}
	return number
}

func (r *reader) level(name string, fallback slog.Level) slog.Level {
	value := r.optional(name)
	if value == "" {
		return fallback
	}
	levels := map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}
	level, known := levels[value]
	if !known {
		r.fail(name, fmt.Sprintf("%q is not valid: use debug, info, warn or error", value))
		return fallback
	}
	return level
}
