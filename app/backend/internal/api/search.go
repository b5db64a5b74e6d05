package api

import (
	"errors"
	"net/http"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/searches"
)

var (
	tooManySearches = &problem{
		status: http.StatusTooManyRequests, code: "too_many_searches", retryAfter: 2,
		message: "Searches from this address come too fast. Try again in a few seconds.",
	}
	searchBusy = &problem{
		status: http.StatusServiceUnavailable, code: "search_busy", retryAfter: 2,
		message: "Many are searching at the moment. Try again in a few seconds.",
	}
)

// find lists notes; a search waits for its turn first.
func (a *api) find(r *http.Request, query note.Query) (note.Page, *problem) {
	if query.Search != "" {
		leave, err := a.Searches.Enter(r.Context(), clientOf(r))
		if err != nil {
			a.Logger.DebugContext(r.Context(), "a search is turned away", "error", err)
			return note.Page{}, turnedAway(err)
		}
		defer leave()
	}
	page, err := a.Lists.List(r.Context(), query)
	if err != nil {
		return note.Page{}, a.failure(r, err)
	}
	return page, nil
}

func turnedAway(err error) *problem {
	if errors.Is(err, searches.ErrTooMany) {
		return tooManySearches
	}
	return searchBusy
}
