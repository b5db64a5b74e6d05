package main

import (
	"flag"
	"io"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"webapp/backup/internal/commands"
	"webapp/backup/internal/failure"
	"webapp/backup/internal/storage"
)

const (
	dumpCommand    = "dump"
	verifyCommand  = "verify"
	restoreCommand = "restore"
)

const usage = "usage: backup dump | backup verify [options] KEY|latest | backup restore [options] KEY|latest"

// Copies from an archive are kept this long when nothing else is said, enough for a second try.
const defaultRetrievalDays = 7

type call struct {
	command string
	source  commands.Source
	target  commands.Target
}

// parse reads the command line; options stand before the key.
func parse(arguments []string) (call, error) {
	if len(arguments) == 0 {
		return call{}, failure.New(failure.Usage, "no command; %s", usage)
	}
	parsed := call{command: arguments[0]}
	options := flag.NewFlagSet(parsed.command, flag.ContinueOnError)
	options.SetOutput(io.Discard)
	positional := 1
	switch parsed.command {
	case dumpCommand:
		positional = 0
	case verifyCommand:
		sourceOptions(options, &parsed.source)
	case restoreCommand:
		sourceOptions(options, &parsed.source)
		options.BoolVar(&parsed.target.Force, "force", false, "")
		options.BoolVar(&parsed.target.Create, "create-database", false, "")
	default:
		return call{}, failure.New(failure.Usage, "unknown command %q; %s", parsed.command, usage)
	}
	if err := options.Parse(arguments[1:]); err != nil {
		return call{}, failure.New(failure.Usage, "%w; %s", err, usage)
	}
	if options.NArg() != positional {
		return call{}, failure.New(failure.Usage, "%s takes %d arguments after its options, got %q; %s",
			parsed.command, positional, options.Args(), usage)
	}
	if positional == 0 {
		return parsed, nil
	}
	parsed.source.Key = options.Arg(0)
	return parsed, checkSource(parsed.source)
}

func sourceOptions(options *flag.FlagSet, source *commands.Source) {
	source.Retrieval.Tier = types.TierStandard
	options.StringVar(&source.Database, "source-database", "", "")
	options.IntVar(&source.Retrieval.Days, "days", defaultRetrievalDays, "")
	options.Func("tier", "", func(tier string) error {
		source.Retrieval.Tier = types.Tier(tier)
		return nil
	})
}

func checkSource(source commands.Source) error {
	if !slices.Contains(storage.Tiers(), source.Retrieval.Tier) {
		return failure.New(failure.Usage, "--tier is %q: use one of %v", source.Retrieval.Tier, storage.Tiers())
	}
	if days := source.Retrieval.Days; days < 1 || days > 365 {
		return failure.New(failure.Usage, "--days is %d: use 1 to 365", days)
	}
	if source.Key != commands.LatestKey && !strings.HasPrefix(source.Key, "dumps/") {
		return failure.New(failure.Usage, "the key is %q: use latest, or the key of a dump, which begins with dumps/", source.Key)
	}
	return nil
}
