package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"webapp/backup/internal/failure"
)

// Retrieval says how to get an object out of an archive.
type Retrieval struct {
	// Days that the copy stays readable.
	Days int
	Tier types.Tier
}

// How long each tier takes, by storage class; other classes read directly.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
var waits = map[types.StorageClass]map[types.Tier]string{
	types.StorageClassGlacier: {
		types.TierExpedited: "1-5 minutes", types.TierStandard: "3-5 hours", types.TierBulk: "5-12 hours",
	},
	types.StorageClassDeepArchive: {types.TierStandard: "12 hours", types.TierBulk: "48 hours"},
}

// Tiers are the valid names for Retrieval.Tier.
func Tiers() []types.Tier { return types.Tier("").Values() }

// MakeReadable returns nil for an object that can be read now. Otherwise it asks S3 for a copy, unless
// that was done before, and the error says when to come back.
func (o *Object) MakeReadable(ctx context.Context, retrieval Retrieval) error {
	tiers, archived := waits[o.class]
	switch {
	case !archived, strings.Contains(o.restore, `ongoing-request="false"`):
		return nil
	case strings.Contains(o.restore, `ongoing-request="true"`):
		return o.comeBack("S3 is still restoring", tiers, retrieval)
	}
	if _, offered := tiers[retrieval.Tier]; !offered {
		return failure.New(failure.Usage, "%s is in %s, which has no tier %s: use --tier %s",
			o.bucket.url(o.key), o.class, retrieval.Tier, tierNames(tiers))
	}
	_, err := o.bucket.client.RestoreObject(ctx, &s3.RestoreObjectInput{
		Bucket: &o.bucket.name, Key: &o.key,
		RestoreRequest: &types.RestoreRequest{
			Days:                 aws.Int32(int32(retrieval.Days)),
			GlacierJobParameters: &types.GlacierJobParameters{Tier: retrieval.Tier},
		},
	})
	var answer smithy.APIError
	if errors.As(err, &answer) && answer.ErrorCode() == "RestoreAlreadyInProgress" {
		return o.comeBack("S3 is still restoring", tiers, retrieval)
	}
	if err != nil {
		return o.bucket.failed("restore from "+string(o.class), o.key, err)
	}
	return o.comeBack("asked S3 to restore", tiers, retrieval)
}

func (o *Object) comeBack(what string, tiers map[types.Tier]string, retrieval Retrieval) error {
	wait := tiers[retrieval.Tier]
	if wait == "" {
		wait = tierNames(tiers)
	}
	return failure.New(failure.Archived, "%s %s from %s: run this command again in %s (tier %s; the copy stays for %d days)",
		what, o.bucket.url(o.key), o.class, wait, retrieval.Tier, retrieval.Days)
}

func tierNames(tiers map[types.Tier]string) string {
	names := []string{}
	for tier, wait := range tiers {
		names = append(names, fmt.Sprintf("%s (%s)", tier, wait))
	}
	slices.Sort(names)
	return strings.Join(names, " or ")
}
