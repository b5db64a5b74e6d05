package integration

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"time"
)

type certificateFiles struct{ ca, cert, key string }

// writeCertificates makes an authority and a server certificate for one DNS name.
func writeCertificates(folder, name string) certificateFiles {
	files := certificateFiles{
		ca: filepath.Join(folder, name+"-ca.pem"), cert: filepath.Join(folder, name+".pem"), key: filepath.Join(folder, name+"-key.pem"),
	}
	authority := certificate("authority of " + name)
	authority.IsCA, authority.BasicConstraintsValid, authority.KeyUsage = true, true, x509.KeyUsageCertSign
	authorityKey := newKey()
	server := certificate(name)
	server.DNSNames = []string{name}
	serverKey := newKey()
	writePEM(files.ca, "CERTIFICATE", sign(authority, authority, authorityKey, authorityKey))
	writePEM(files.cert, "CERTIFICATE", sign(server, authority, serverKey, authorityKey))
	der, err := x509.MarshalPKCS8PrivateKey(serverKey)
	if err != nil {
		panic(err)
	}
	writePEM(files.key, "PRIVATE KEY", der)
	return files
}

func certificate(name string) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		panic(err)
	}
	return &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}

func sign(certificate, parent *x509.Certificate, key, parentKey *ecdsa.PrivateKey) []byte {
	der, err := x509.CreateCertificate(rand.Reader, certificate, parent, &key.PublicKey, parentKey)
	if err != nil {
		panic(err)
	}
	return der
}

func writePEM(path, kind string, der []byte) {
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		panic(err)
	}
}
