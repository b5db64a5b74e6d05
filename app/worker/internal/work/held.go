package work

import "sync"

// outcome is how far a message has come.
type outcome int

const (
	// open: it is worked on, or waits for its turn.
	open outcome = iota
	// finished: it is to be deleted.
	finished
	// returned: it is to be given back at once.
	returned
	// left: it comes back when its time is over.
	left
)

// held are the messages of a batch.
type held struct {
	mutex    sync.Mutex
	messages []Message
	outcomes map[string]outcome // by receipt
}

func newHeld(messages []Message) *held {
	return &held{messages: messages, outcomes: map[string]outcome{}}
}

func (h *held) settle(message Message, as outcome) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.outcomes[message.Receipt] = as
}

func (h *held) with(wanted outcome) []Message {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	var found []Message
	for _, message := range h.messages {
		if h.outcomes[message.Receipt] == wanted {
			found = append(found, message)
		}
	}
	return found
}
