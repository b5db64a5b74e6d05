package database

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"io"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"example.com/webapp/backend/internal/testdb"
)

// Capability bits of the protocol (MySQL Internals, Capabilities Flags).
const (
	clientProtocol41       = 1 << 9
	clientSSL              = 1 << 11
	clientSecureConnection = 1 << 15
	clientPluginAuth       = 1 << 19
)

// tokenServer speaks as much MySQL as it takes to ask for a cleartext token, as RDS does, and sends on what it got.
func tokenServer(t *testing.T, certificate *tls.Certificate) (port int, tokens chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	tokens = make(chan string, 1)
	go func() {
		defer close(tokens)
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		defer func() { _ = connection.Close() }()
		_ = connection.SetDeadline(time.Now().Add(5 * time.Second))
		if token, ok := askForToken(connection, certificate); ok {
			tokens <- token
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port, tokens
}

func askForToken(connection net.Conn, certificate *tls.Certificate) (string, bool) {
	capabilities := uint32(clientProtocol41 | clientSecureConnection | clientPluginAuth)
	if certificate != nil {
		capabilities |= clientSSL
	}
	writePacket(connection, 0, greeting(capabilities))
	number := byte(1)
	if certificate != nil {
		if _, ok := readPacket(connection); !ok { // the request for TLS
			return "", false
		}
		connection = tls.Server(connection, &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12})
		number++
	}
	if _, ok := readPacket(connection); !ok { // the login
		return "", false
	}
	writePacket(connection, number+1, []byte("\xfemysql_clear_password\x00"))
	token, ok := readPacket(connection)
	writePacket(connection, number+3, []byte{0, 0, 0, 2, 0, 0, 0})
	return strings.TrimRight(string(token), "\x00"), ok
}

func greeting(capabilities uint32) []byte {
	packet := append([]byte{10}, "8.4.0\x00"...)
	packet = append(packet, 1, 0, 0, 0)        // connection id
	packet = append(packet, "12345678\x00"...) // first part of the challenge
	packet = append(packet, byte(capabilities), byte(capabilities>>8), 45, 2, 0)
	packet = append(packet, byte(capabilities>>16), byte(capabilities>>24), 21)
	packet = append(packet, make([]byte, 10)...)
	packet = append(packet, "901234567890\x00"...) // second part of the challenge
	return append(packet, "mysql_native_password\x00"...)
}

func writePacket(w io.Writer, number byte, content []byte) {
	header := binary.LittleEndian.AppendUint32(nil, uint32(len(content)))
	header[3] = number
	_, _ = w.Write(append(header, content...))
}

func readPacket(r io.Reader) ([]byte, bool) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, false
	}
	header[3] = 0
	content := make([]byte, binary.LittleEndian.Uint32(header))
	_, err := io.ReadFull(r, content)
	return content, err == nil
}

func tokenSource(port int) Token {
	config := aws.Config{Region: "eu-west-1", Credentials: credentials.NewStaticCredentialsProvider("AKID", "key", "")}
	return NewToken(config, "localhost", port, "notes_app")
}

func TestTheTokenTravelsThroughTLS(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(certificate)
	port, tokens := tokenServer(t, &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key})
	pool := Open(Options{
		Host: "localhost", Port: port, MaxConnections: 1, Logger: testdb.Quiet,
		Credentials: tokenSource(port), Encryption: VerifiedBy(roots).WithCleartextTokens(),
	})
	defer func() { _ = pool.Close() }()
	connected := make(chan error, 1)
	go func() { connected <- pool.PingContext(t.Context()) }()
	if token := <-tokens; !strings.HasPrefix(token, "localhost:") || !strings.Contains(token, "DBUser=notes_app") {
		t.Errorf("the server got %q", token)
	}
	<-connected // the double knows no commands, so how the ping ends says nothing
}

func TestTheTokenNeverTravelsWithoutTLS(t *testing.T) {
	port, tokens := tokenServer(t, nil)
	pool := Open(Options{
		Host: "localhost", Port: port, MaxConnections: 1, Logger: testdb.Quiet,
		Credentials: tokenSource(port), Encryption: Plain().WithCleartextTokens(),
	})
	defer func() { _ = pool.Close() }()
	if err := pool.PingContext(t.Context()); err == nil || !strings.Contains(err.Error(), "clear text") {
		t.Errorf("got %v", err)
	}
	_ = pool.Close()
	if token := <-tokens; token != "" {
		t.Errorf("the server got %q", token)
	}
}
