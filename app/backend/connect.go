package main

import (
	"context"
	"fmt"
	"log/slog"

	"example.com/webapp/backend/internal/cloud"
	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/database"
)

func databaseOptions(ctx context.Context, settings config.Database, logger *slog.Logger) (database.Options, error) {
	encryption, err := encryptionOf(settings)
	if err != nil {
		return database.Options{}, err
	}
	credentials, err := credentialsOf(ctx, settings)
	if err != nil {
		return database.Options{}, err
	}
	return database.Options{
		Host:           settings.Host,
		Port:           settings.Port,
		Name:           settings.Name,
		Credentials:    credentials,
		Encryption:     encryption,
		MaxConnections: settings.MaxConnections,
		Logger:         logger,
	}, nil
}

func encryptionOf(settings config.Database) (database.Encryption, error) {
	if !settings.VerifyTLS {
		return database.Plain(), nil
	}
	encryption, err := database.RDS()
	if settings.Authentication == config.IAM && settings.SecretARN == "" {
		encryption = encryption.WithCleartextTokens()
	}
	return encryption, err
}

// credentialsOf chooses between a token, the environment's password, and the secret. `migrate` with IAM has a secret
// and neither of the others: it is the master user who creates the user with the token.
func credentialsOf(ctx context.Context, settings config.Database) (database.Source, error) {
	known := database.Credentials{Username: settings.Username, Password: settings.Password}
	if settings.Region == "" {
		return database.Fixed(known), nil
	}
	aws, err := cloud.Load(ctx, settings.Region)
	if err != nil {
		return nil, fmt.Errorf("AWS configuration: %w", err)
	}
	if settings.SecretARN != "" {
		return database.NewRotating(known, database.SecretReader(aws, settings.SecretARN)), nil
	}
	return database.NewToken(aws, settings.Host, settings.Port, settings.Username), nil
}
