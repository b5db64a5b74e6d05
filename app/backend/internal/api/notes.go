package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/note"
)

// Lists gives pages of notes.
type Lists interface {
	List(ctx context.Context, query note.Query) (note.Page, error)
}

// Notes is what the handlers need of the store.
type Notes interface {
	Get(ctx context.Context, id note.ID) (note.Note, error)
	Create(ctx context.Context, n note.Note) error
	Update(ctx context.Context, id note.ID, draft note.Draft, now time.Time) (note.Note, error)
	Delete(ctx context.Context, id note.ID) error
}

func (a *api) list(w http.ResponseWriter, r *http.Request) *problem {
	query, wrong := parseQuery(r.URL.RawQuery)
	if wrong != nil {
		return wrong
	}
	page, wrong := a.find(r, query)
	if wrong != nil {
		return wrong
	}
	writeJSON(w, http.StatusOK, page)
	return nil
}

func (a *api) create(w http.ResponseWriter, r *http.Request) *problem {
	draft, wrong := readDraft(w, r)
	if wrong != nil {
		return wrong
	}
	created := note.New(draft, time.Now())
	if err := a.Notes.Create(r.Context(), created); err != nil {
		return a.failure(r, err)
	}
	w.Header().Set("Location", "/api/notes/"+string(created.ID))
	writeJSON(w, http.StatusCreated, created)
	return nil
}

func (a *api) get(w http.ResponseWriter, r *http.Request) *problem {
	id, wrong := pathID(r)
	if wrong != nil {
		return wrong
	}
	found, err := a.Notes.Get(r.Context(), id)
	if err != nil {
		return a.failure(r, err)
	}
	answer, err := a.withPictures(r.Context(), found)
	if err != nil {
		return a.failure(r, err)
	}
	writeJSON(w, http.StatusOK, answer)
	return nil
}

func (a *api) update(w http.ResponseWriter, r *http.Request) *problem {
	id, wrong := pathID(r)
	if wrong != nil {
		return wrong
	}
	draft, wrong := readDraft(w, r)
	if wrong != nil {
		return wrong
	}
	updated, err := a.Notes.Update(r.Context(), id, draft, time.Now())
	if err != nil {
		return a.failure(r, err)
	}
	writeJSON(w, http.StatusOK, updated)
	return nil
}

func (a *api) remove(w http.ResponseWriter, r *http.Request) *problem {
	id, wrong := pathID(r)
	if wrong != nil {
		return wrong
	}
	if err := a.Notes.Delete(r.Context(), id); err != nil {
		return a.failure(r, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// pathID answers 404 for text that is no id, since there is no note at such an address.
func pathID(r *http.Request) (note.ID, *problem) {
	id, ok := note.ParseID(r.PathValue("id"))
	if !ok {
		return "", notFound("There is no such note.")
	}
	return id, nil
}

// failure chooses the answer to an error of the store and logs the reason, which clients do not see.
func (a *api) failure(r *http.Request, err error) *problem {
	switch {
	case errors.Is(err, note.ErrNotFound):
		return notFound("There is no such note.")
	case errors.Is(r.Context().Err(), context.Canceled):
		// Whoever waited for the answer had enough: the load balancer, or a person.
		a.Pressure.Refuse()
		a.Logger.DebugContext(r.Context(), "the client went away", "error", err)
		return unavailable
	case database.IsTemporary(err):
		// Its time ran out before it got a connection or an answer. A database that is away at once is nothing that more
		// tasks would mend.
		if errors.Is(err, context.DeadlineExceeded) {
			a.Pressure.Refuse()
		}
		a.Logger.WarnContext(r.Context(), "the database did not answer", "error", err)
		return unavailable
	default:
		a.Logger.ErrorContext(r.Context(), "the store failed", "error", err)
		return internalError
	}
}
