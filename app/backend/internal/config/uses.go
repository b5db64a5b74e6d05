package config

import (
	"strings"

	"example.com/webapp/backend/internal/picture"
)

// Pictures says where browsers send pictures, where they are served, and who makes thumbnails. Notes have pictures when
// all three are there.
type Pictures struct {
	Bucket string
	// Prefix of the keys that the edge serves: "uploads/" of the path /uploads/.
	Prefix   string
	QueueURL string
}

// Cache says where lists of notes are kept.
type Cache struct {
	Host           string
	Port           int
	Authentication Authentication
	// VerifyTLS is false only for a cache on the same machine, which gets no credentials.
	VerifyTLS bool
	Username  string
	Password  string
	// Name of the replication group, which tokens are signed for.
	Name string
}

// loadPictures gives none unless all is there: a bucket that nobody serves, or one without a worker, has other uses.
func loadPictures(environment *reader) Pictures {
	pictures := Pictures{
		Bucket:   environment.matching("UPLOADS_BUCKET", bucketName, false),
		Prefix:   strings.TrimPrefix(environment.matching("UPLOADS_PATH", servedPath, false), "/"),
		QueueURL: environment.matching("THUMBNAILS_QUEUE_URL", queueURL, false),
	}
	if pictures.Bucket == "" || pictures.Prefix == "" || pictures.QueueURL == "" {
		return Pictures{}
	}
	if strings.HasPrefix(pictures.Prefix, picture.Incoming) {
		environment.fail("UPLOADS_PATH", "nobody has looked at what is sent to /"+picture.Incoming+": serve the bucket at another path")
	}
	return pictures
}

func loadCache(environment *reader) Cache {
	cache := Cache{
		Host:           environment.matching("CACHE_HOST", hostName, false),
		Port:           environment.integer("CACHE_PORT", 6379, 1, 65535),
		Authentication: Authentication(environment.choice("CACHE_AUTHENTICATION", string(IAM), string(Password))),
		VerifyTLS:      environment.choice("CACHE_TLS", "on", "off") == "on",
		Username:       environment.optional("CACHE_USER"),
		Password:       environment.optional("CACHE_PASSWORD"),
		Name:           environment.optional("CACHE_NAME"),
	}
	if cache.Host == "" {
		return Cache{}
	}
	if !cache.VerifyTLS {
		return Cache{Host: cache.Host, Port: cache.Port}
	}
	environment.required("CACHE_USER")
	if cache.Authentication == IAM {
		environment.required("CACHE_NAME")
	} else {
		environment.required("CACHE_PASSWORD")
	}
	return cache
}
