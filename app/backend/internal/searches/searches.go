// Package searches keeps searches from taking the whole service: each reads every note, so a few of them keep all
// connections to the database busy, and whoever wants to read one note waits behind them.
package searches

import (
	"context"
	"errors"
	"sync"
	"time"
)

// patience is how long a search waits for its turn.
const patience = time.Second

// Reasons to turn a search away.
var (
	// ErrTooMany says that this client has as many searches waiting as it may.
	ErrTooMany = errors.New("this client searches too often")
	// ErrBusy says that others are searching.
	ErrBusy = errors.New("too many are searching")
)

// waitingOfClient is how many searches of one client may wait while one of them runs.
const waitingOfClient = 4

// Gate lets a search in when there is a place and its client has none inside. Its methods may be called at the same time.
type Gate struct {
	places  chan struct{}
	mutex   sync.Mutex
	clients map[string]*client
}

type client struct {
	turn chan struct{}
	// present are those inside and waiting; without any the client is forgotten.
	present int
}

// NewGate makes a gate for so many searches at once.
func NewGate(places int) *Gate {
	return &Gate{places: make(chan struct{}, places), clients: map[string]*client{}}
}

// Enter waits for a place. What it returns gives the place back.
func (g *Gate) Enter(ctx context.Context, name string) (leave func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	one, err := g.arrive(name)
	if err != nil {
		return nil, err
	}
	if !take(ctx, one.turn) {
		g.depart(name)
		return nil, ErrTooMany
	}
	if !take(ctx, g.places) {
		<-one.turn
		g.depart(name)
		return nil, ErrBusy
	}
	return func() {
		<-g.places
		<-one.turn
		g.depart(name)
	}, nil
}

// take waits for a place. One that is free is taken although time is up: of two that are ready select would draw lots.
func take(ctx context.Context, places chan struct{}) bool {
	select {
	case places <- struct{}{}:
		return true
	default:
	}
	select {
	case places <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (g *Gate) arrive(name string) (*client, error) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	one, known := g.clients[name]
	if !known {
		one = &client{turn: make(chan struct{}, 1)}
		g.clients[name] = one
	}
	if one.present > waitingOfClient {
		return nil, ErrTooMany
	}
	one.present++
	return one, nil
}

func (g *Gate) depart(name string) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	one := g.clients[name]
	one.present--
	if one.present == 0 {
		delete(g.clients, name)
	}
}

// known is how many clients are remembered.
func (g *Gate) known() int {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	return len(g.clients)
}
