// Package cache keeps lists of notes in Valkey, so that the database reads a page once for all that look at it.
//
// What it gives is never wrong: a list is kept under the number of the change that it shows, and the database says which
// change is the last. Without a cache, or with one that is slow or forgot everything, each list comes from the database.
package cache

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"example.com/webapp/backend/internal/note"
)

const (
	// keptFor bounds what stale lists take up; nobody reads them.
	keptFor = 30 * time.Second
	// pause is how long a cache that failed is left alone, so that its timeouts slow down one request and not all.
	pause = 2 * time.Second
)

// Store is where lists come from.
type Store interface {
	List(ctx context.Context, query note.Query) (note.Page, error)
	Version(ctx context.Context) (int, error)
}

// Keeper keeps texts for a while. Get returns "" for what it does not have.
type Keeper interface {
	Get(ctx context.Context, key string) (string, error)
	Set(ctx context.Context, key, value string, keptFor time.Duration) error
}

// Lists reads lists of notes through the cache.
type Lists struct {
	store  Store
	keeper Keeper
	logger *slog.Logger
	// resume is when the cache is asked again, in nanoseconds since 1970.
	resume atomic.Int64
}

// New makes lists of a store.
func New(store Store, keeper Keeper, logger *slog.Logger) *Lists {
	return &Lists{store: store, keeper: keeper, logger: logger}
}

// List returns one page. Searches are not kept: hardly two are the same.
func (l *Lists) List(ctx context.Context, query note.Query) (note.Page, error) {
	if query.Search != "" || !l.usable() {
		return l.store.List(ctx, query)
	}
	// Read before the list, so that the list is no older than its number.
	version, err := l.store.Version(ctx)
	if err != nil {
		return note.Page{}, err
	}
	key := fmt.Sprintf("notes:%d:%d:%d", version, query.PageSize, query.Page)
	if page, found := l.read(ctx, key); found {
		return page, nil
	}
	page, err := l.store.List(ctx, query)
	if err == nil && l.usable() {
		l.keep(ctx, key, page)
	}
	return page, err
}

func (l *Lists) read(ctx context.Context, key string) (page note.Page, found bool) {
	text, err := l.keeper.Get(ctx, key)
	if err != nil {
		l.failed(ctx, err)
		return page, false
	}
	if text == "" {
		return page, false
	}
	if err := json.Unmarshal([]byte(text), &page); err != nil {
		l.logger.WarnContext(ctx, "the cache holds something else than a list", "error", err)
		return page, false
	}
	return page, true
}

func (l *Lists) keep(ctx context.Context, key string, page note.Page) {
	text, err := json.Marshal(page)
	if err == nil {
		err = l.keeper.Set(ctx, key, string(text), keptFor)
	}
	if err != nil {
		l.failed(ctx, err)
	}
}

func (l *Lists) usable() bool {
	return time.Now().UnixNano() >= l.resume.Load()
}

func (l *Lists) failed(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return // the caller went away, which says nothing of the cache
	}
	l.resume.Store(time.Now().Add(pause).UnixNano())
	l.logger.WarnContext(ctx, "the cache does not answer, lists come from the database", "error", err, "nextAttemptSeconds", pause.Seconds())
}
