package commands

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"hash/crc64"
)

// digest is an io.Writer that knows size and checksums of what went through it.
type digest struct {
	sha256 hash.Hash
	crc    hash.Hash64
	bytes  int64
}

// CRC-64/NVME, reversed as Go's tables want it.
var nvmeTable = crc64.MakeTable(0x9a6c9329ac4bc9b5)

func newDigest() *digest { return &digest{sha256: sha256.New(), crc: crc64.New(nvmeTable)} }

func (d *digest) Write(chunk []byte) (int, error) {
	d.bytes += int64(len(chunk))
	_, _ = d.crc.Write(chunk)
	return d.sha256.Write(chunk)
}

func (d *digest) Bytes() int64 { return d.bytes }

func (d *digest) SHA256() string { return hex.EncodeToString(d.sha256.Sum(nil)) }

// CRC64NVME is spelt as S3 does.
func (d *digest) CRC64NVME() string { return base64.StdEncoding.EncodeToString(d.crc.Sum(nil)) }
