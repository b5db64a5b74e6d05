// Package manifest describes a dump in a small object beside it. It is uploaded last:
// a dump without a manifest does not count.
package manifest

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"webapp/backup/internal/failure"
)

// Suffix follows the key of the dump.
const Suffix = ".manifest.json"

const (
	prefix          = "dumps/"
	dumpSuffix      = ".sql.zst"
	timestampLayout = "20060102T150405Z"
	formatVersion   = 1
)

// Manifest is what a restore checks a dump against.
type Manifest struct {
	FormatVersion int       `json:"formatVersion"`
	Key           string    `json:"key"`
	Database      string    `json:"database"`
	StartedAt     time.Time `json:"startedAt"`
	FinishedAt    time.Time `json:"finishedAt"`
	Client        string    `json:"client"`
	Server        string    `json:"server"`
	// Of the object as it is stored, compressed.
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256"`
	CRC64NVME string `json:"crc64nvme"`
	// Of the SQL text.
	UncompressedBytes int64            `json:"uncompressedBytes"`
	Rows              int64            `json:"rows"`
	Tables            map[string]int64 `json:"tables"`
}

// Key is where a dump of a database that starts at this moment is stored.
func Key(database string, startedAt time.Time) string {
	utc := startedAt.UTC()
	return prefix + utc.Format("2006/01/02/") + database + "-" + utc.Format(timestampLayout) + dumpSuffix
}

// Prefix is where all dumps are.
func Prefix() string { return prefix }

// Latest returns the key of the newest dump of a database that has a manifest.
func Latest(keys []string, database string) (string, bool) {
	ours := regexp.MustCompile(`/` + regexp.QuoteMeta(database) + `-(\d{8}T\d{6}Z)` + regexp.QuoteMeta(dumpSuffix+Suffix) + `$`)
	latest, newest := "", ""
	for _, key := range keys {
		if match := ours.FindStringSubmatch(key); match != nil && match[1] > newest {
			newest, latest = match[1], strings.TrimSuffix(key, Suffix)
		}
	}
	return latest, latest != ""
}

// Encode writes the manifest for people and programs.
func (m Manifest) Encode() ([]byte, error) {
	m.FormatVersion = formatVersion
	encoded, err := json.MarshalIndent(m, "", "  ")
	return append(encoded, '\n'), err
}

// Decode reads the manifest of the dump at key and refuses one that is not its own.
func Decode(encoded []byte, key string) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(encoded, &m); err != nil {
		return m, failure.New(failure.Refused, "%s%s is not a manifest: %w", key, Suffix, err)
	}
	switch {
	case m.FormatVersion != formatVersion:
		return m, failure.New(failure.Refused, "%s%s has format version %d, this program reads %d", key, Suffix, m.FormatVersion, formatVersion)
	case m.Key != key:
		return m, failure.New(failure.Refused, "%s%s is the manifest of %q: was the dump renamed?", key, Suffix, m.Key)
	case len(m.SHA256) != 64 || m.Bytes <= 0 || len(m.Tables) == 0:
		return m, failure.New(failure.Refused, "%s%s lacks the dump's sha256, bytes or tables", key, Suffix)
	}
	return m, nil
}

// Differences compares row counts with the manifest, a line for each table that differs.
// Tables that the manifest does not name are not compared.
func (m Manifest) Differences(counted map[string]int64) (differences []string) {
	for _, table := range slices.Sorted(maps.Keys(m.Tables)) {
		rows, found := counted[table]
		switch {
		case !found:
			differences = append(differences, fmt.Sprintf("%s: missing, manifest %d", table, m.Tables[table]))
		case rows != m.Tables[table]:
			differences = append(differences, fmt.Sprintf("%s: %d rows, manifest %d", table, rows, m.Tables[table]))
		}
	}
	return differences
}
