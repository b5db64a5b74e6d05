package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"example.com/webapp/backend/internal/api"
	"example.com/webapp/backend/internal/cache"
	"example.com/webapp/backend/internal/cloud"
	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/limit"
	"example.com/webapp/backend/internal/outbox"
	"example.com/webapp/backend/internal/picture"
	"example.com/webapp/backend/internal/queue"
	"example.com/webapp/backend/internal/store"
	"example.com/webapp/backend/internal/upload"
)

// formEvery is after what time a client that filled a whole note at once may send one more picture to this task.
const formEvery = 5 * time.Second

// uses are what the server works with beside its database; a stack may have none of them.
type uses struct {
	lists    api.Lists
	pictures *api.Pictures
	outbox   *outbox.Outbox
	close    func()
}

func usesOf(ctx context.Context, settings config.Config, notes *store.Store, logger *slog.Logger) (uses, error) {
	found := uses{lists: notes, close: func() {}}
	var configuration aws.Config
	if settings.Region != "" {
		var err error
		if configuration, err = cloud.Load(ctx, settings.Region); err != nil {
			return uses{}, fmt.Errorf("AWS configuration: %w", err)
		}
	}
	if settings.Cache.Host != "" {
		valkey := cache.Open(cacheOptions(settings.Cache, configuration))
		found.lists = cache.New(notes, valkey, logger)
		found.close = func() { _ = valkey.Close() }
	}
	if settings.Pictures.Bucket != "" {
		found.outbox = &outbox.Outbox{Pictures: notes, Queue: queue.New(configuration, settings.Pictures.QueueURL), Logger: logger}
		found.pictures = &api.Pictures{
			Store:  notes,
			Bucket: upload.New(configuration, settings.Pictures.Bucket),
			Send:   found.outbox.Send,
			Forms:  limit.New(picture.MaxOfNote, formEvery),
			Prefix: settings.Pictures.Prefix,
		}
	}
	logger.Info("what notes have", "pictures", found.pictures != nil, "cache", settings.Cache.Host != "")
	return found, nil
}

func cacheOptions(settings config.Cache, configuration aws.Config) cache.Options {
	options := cache.Options{Host: settings.Host, Port: settings.Port, Encrypted: settings.VerifyTLS}
	if settings.Authentication == config.IAM {
		options.Credentials = cache.Token(configuration, settings.Name, settings.Username)
	} else {
		options.Credentials = cache.Password(settings.Username, settings.Password)
	}
	return options
}
