package database

import (
	"crypto/tls"
	"crypto/x509"
	_ "embed"
	"errors"
)

// app/certificates/generate.ts writes the file and compares it with its source.
//
//go:embed rds-global-bundle.pem
var rdsBundle []byte

// Encryption is how the connection is protected. Its zero value is no protection at all.
type Encryption struct {
	roots     *x509.CertPool
	cleartext bool
}

// Plain connects without encryption, for a database on the same machine.
func Plain() Encryption {
	return Encryption{}
}

// RDS verifies the server with the certificate authorities of Amazon RDS.
func RDS() (Encryption, error) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(rdsBundle) {
		return Encryption{}, errors.New("the embedded RDS certificates are unreadable: run app/certificates/generate.ts and build again")
	}
	return VerifiedBy(roots), nil
}

// VerifiedBy verifies the server's name and certificate with the given authorities.
func VerifiedBy(roots *x509.CertPool) Encryption {
	return Encryption{roots: roots}
}

// WithCleartextTokens also lets the client send an IAM token as it is, which the RDS plugin asks for. Without
// verification it changes nothing, so a token never leaves the machine unencrypted.
func (e Encryption) WithCleartextTokens() Encryption {
	e.cleartext = true
	return e
}

func (e Encryption) clientConfig(host string) *tls.Config {
	if e.roots == nil {
		return nil
	}
	return &tls.Config{RootCAs: e.roots, ServerName: host, MinVersion: tls.VersionTLS12}
}

func (e Encryption) cleartextAllowed() bool {
	return e.cleartext && e.roots != nil
}
