// Package work takes messages from a queue and has each handled: extended while it is worked on, deleted when it is done,
// left when it failed, so that it comes back and in the end goes to the dead-letter queue.
package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

const (
	// atOnce is how many messages of a batch are worked on at the same time.
	atOnce = 4
	// longest is all that one message may take; nothing extends it beyond.
	longest = 2 * time.Minute
	// Pauses while the surroundings are not there.
	firstPause, lastPause = time.Second, 30 * time.Second
)

// ErrPoison says that a message can never be handled. It is not kept back until its time is over: the queue shall soon
// see that it was received often enough.
var ErrPoison = errors.New("nothing can be done with it")

// Message is one of the queue.
type Message struct {
	ID, Receipt, Body string
}

// Queue gives messages. Receive waits for some time and may return none.
type Queue interface {
	Receive(ctx context.Context) ([]Message, error)
	Delete(ctx context.Context, messages []Message) error
	// Hide keeps messages from others for that time from now on; none gives them back at once.
	Hide(ctx context.Context, messages []Message, time time.Duration) error
}

// Protection keeps the task from being ended by scaling in.
type Protection interface {
	Set(ctx context.Context, protected bool)
}

// Worker works a queue off.
type Worker struct {
	Queue Queue
	// Handle does one message. It may be called twice with the same one.
	Handle func(ctx context.Context, body string) error
	// Ready says whether what Handle needs is there; while it is not no message is taken.
	Ready      func(ctx context.Context) error
	Protection Protection
	// Visibility is after what time a message comes back.
	Visibility time.Duration
	// ShutdownTimeout is how long messages at work may take once the context ended.
	ShutdownTimeout time.Duration
	Logger          *slog.Logger
}

// Run works until the context ends. Then messages at work are finished, those that nobody began are given back, and the
// error says when some were cut off.
func (w *Worker) Run(ctx context.Context) error {
	pause := firstPause
	for ctx.Err() == nil {
		messages, err := w.take(ctx)
		if ctx.Err() != nil && len(messages) == 0 {
			break
		}
		if err != nil {
			w.Logger.WarnContext(ctx, "no messages can be taken", "error", err, "nextAttemptSeconds", pause.Seconds())
			wait(ctx, pause)
			pause = min(2*pause, lastPause)
			continue
		}
		pause = firstPause
		if len(messages) == 0 {
			w.Protection.Set(ctx, false)
			continue
		}
		w.Protection.Set(ctx, true)
		if err := w.batch(ctx, messages); err != nil {
			return err
		}
	}
	w.Protection.Set(context.WithoutCancel(ctx), false)
	return nil
}

func (w *Worker) take(ctx context.Context) ([]Message, error) {
	if err := w.Ready(ctx); err != nil {
		return nil, err
	}
	return w.Queue.Receive(ctx)
}

func wait(ctx context.Context, pause time.Duration) {
	select {
	case <-time.After(pause):
	case <-ctx.Done():
	}
}

// batch handles messages that were received together.
func (w *Worker) batch(ctx context.Context, messages []Message) error {
	working, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	stopClock := context.AfterFunc(ctx, func() { time.AfterFunc(w.ShutdownTimeout, giveUp) })
	defer stopClock()
	held := newHeld(messages)
	beating, stopBeating := context.WithCancel(working)
	var heart sync.WaitGroup
	heart.Add(1)
	go func() { defer heart.Done(); w.beat(beating, held) }()

	var done sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for _, message := range messages {
		places <- struct{}{}
		if ctx.Err() != nil {
			<-places
			held.settle(message, returned)
			continue
		}
		done.Add(1)
		go func() {
			defer done.Done()
			defer func() { <-places }()
			held.settle(message, w.one(working, message))
		}()
	}
	done.Wait()
	stopBeating()
	heart.Wait()
	w.settle(context.WithoutCancel(ctx), held)
	if working.Err() != nil {
		return fmt.Errorf("messages were cut off: the %s after SIGTERM were over", w.ShutdownTimeout)
	}
	return nil
}

// settle tells the queue how each message ended. When that fails they come back and are found done.
func (w *Worker) settle(ctx context.Context, held *held) {
	ctx, cancel := context.WithTimeout(ctx, w.Visibility)
	defer cancel()
	if finished := held.with(finished); len(finished) > 0 {
		if err := w.Queue.Delete(ctx, finished); err != nil {
			w.Logger.WarnContext(ctx, "finished messages could not be deleted", "count", len(finished), "error", err)
		}
	}
	if returned := held.with(returned); len(returned) > 0 {
		if err := w.Queue.Hide(ctx, returned, 0); err != nil {
			w.Logger.WarnContext(ctx, "messages come back when their time is over", "count", len(returned), "error", err)
		}
	}
}

// one handles a message and says what becomes of it.
func (w *Worker) one(ctx context.Context, message Message) outcome {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	err := w.guarded(ctx, message.Body)
	switch {
	case err == nil:
		return finished
	case errors.Is(err, ErrPoison):
		w.Logger.ErrorContext(ctx, "a message is poison", "message", message.ID, "error", err)
		return returned
	default:
		w.Logger.WarnContext(ctx, "a message failed and comes back", "message", message.ID, "error", err)
		return left
	}
}

// guarded turns a panic into poison: the same message would panic again.
func (w *Worker) guarded(ctx context.Context, body string) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%w: panic: %v", ErrPoison, cause)
		}
	}()
	return w.Handle(ctx, body)
}

// beat extends messages at work and those that wait for their turn, well before they come back.
func (w *Worker) beat(ctx context.Context, held *held) {
	ticker := time.NewTicker(w.Visibility / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			// Finished ones too: they are deleted with their batch.
			messages := append(held.with(open), held.with(finished)...)
			if err := w.Queue.Hide(ctx, messages, w.Visibility); err != nil && ctx.Err() == nil {
				w.Logger.WarnContext(ctx, "messages at work could not be extended", "count", len(messages), "error", err)
			}
		}
	}
}
