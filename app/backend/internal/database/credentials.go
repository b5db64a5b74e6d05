package database

import (
	"context"
	"errors"
)

// Credentials are a user name and what proves it: a password or a token.
type Credentials struct {
	Username string
	Password string
}

// Source gives the credentials for the next connection.
type Source interface {
	// Current returns the credentials to try first.
	Current(ctx context.Context) (Credentials, error)
	// Refresh returns newer credentials after the database refused these, or ErrNothingNewer.
	Refresh(ctx context.Context, refused Credentials) (Credentials, error)
}

// ErrNothingNewer says that there are no other credentials to try.
var ErrNothingNewer = errors.New("there are no newer credentials")

// Fixed is a Source whose credentials never change.
type Fixed Credentials

// Current returns the credentials.
func (f Fixed) Current(context.Context) (Credentials, error) {
	return Credentials(f), nil
}

// Refresh always fails.
func (f Fixed) Refresh(context.Context, Credentials) (Credentials, error) {
	return Credentials{}, ErrNothingNewer
}
