package note

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// ID is a UUID of version 7 (RFC 9562): made by the application, so a note has its name before it is stored, and
// rising with time, so new rows go to the end of the primary key.
type ID string

// NewID makes an id for a note created now.
func NewID(now time.Time) ID {
	var raw [16]byte
	// Read never fails: it ends the process when the system has no randomness.
	_, _ = rand.Read(raw[8:])
	_, _ = rand.Read(raw[6:8])
	var milliseconds [8]byte
	binary.BigEndian.PutUint64(milliseconds[:], uint64(now.UnixMilli()))
	copy(raw[:6], milliseconds[2:])
	raw[6] = raw[6]&0x0f | 0x70
	raw[8] = raw[8]&0x3f | 0x80
	digits := hex.EncodeToString(raw[:])
	return ID(digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:])
}

// ParseID accepts the text form that NewID makes and nothing else, so one note has one address.
func ParseID(text string) (ID, bool) {
	if len(text) != 36 {
		return "", false
	}
	for position, character := range []byte(text) {
		switch position {
		case 8, 13, 18, 23:
			if character != '-' {
				return "", false
			}
		default:
			if (character < '0' || character > '9') && (character < 'a' || character > 'f') {
				return "", false
			}
		}
	}
	return ID(text), true
}
