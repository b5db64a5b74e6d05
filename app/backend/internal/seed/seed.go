// Package seed fills an empty database with samples, so that there is something to look at.
package seed

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"example.com/webapp/backend/internal/note"
)

//go:embed notes.json
var samples []byte

// Notes is where notes are kept.
type Notes interface {
	List(ctx context.Context, query note.Query) (note.Page, error)
	Create(ctx context.Context, n note.Note) error
}

// Fill stores the samples, a minute between each two, the newest now, and says how many. It leaves alone what has notes
// already, so that it may run after every deployment.
func Fill(ctx context.Context, notes Notes, now time.Time) (int, error) {
	page, err := notes.List(ctx, note.Query{Page: 1, PageSize: 1})
	if err != nil || page.Total > 0 {
		return 0, err
	}
	drafts, err := draftsIn(samples)
	if err != nil {
		return 0, err
	}
	for index, draft := range drafts {
		age := time.Duration(len(drafts)-1-index) * time.Minute
		if err := notes.Create(ctx, note.New(draft, now.Add(-age))); err != nil {
			return index, fmt.Errorf("sample %d of %d: %w", index+1, len(drafts), err)
		}
	}
	return len(drafts), nil
}

// draftsIn reads samples by the rules that hold for what people write.
func draftsIn(text []byte) ([]note.Draft, error) {
	var given []struct{ Title, Body string }
	if err := json.Unmarshal(text, &given); err != nil {
		return nil, fmt.Errorf("samples: %w", err)
	}
	drafts := make([]note.Draft, 0, len(given))
	for index, sample := range given {
		draft, violations := note.NewDraft(sample.Title, sample.Body)
		if len(violations) > 0 {
			return nil, fmt.Errorf("sample %d is no note: %v", index+1, violations)
		}
		drafts = append(drafts, draft)
	}
	return drafts, nil
}
