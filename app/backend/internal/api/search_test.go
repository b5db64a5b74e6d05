package api

import (
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/webapp/backend/internal/note"
)

// 65 searches of one client within ten seconds, each of which takes the database two, and another who only reads.
func TestOneClientsSearchesLeaveTheRestAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture()
		var inside, most atomic.Int32
		f.store.during = func(query note.Query) {
			if query.Search == "" {
				return
			}
			if now := inside.Add(1); now > most.Load() {
				most.Store(now)
			}
			time.Sleep(2 * time.Second)
			inside.Add(-1)
		}
		answers := make(chan int)
		statuses := map[int]int{}
		reads := 0
		for sent := range 65 {
			go func() {
				answer := f.send("GET", "/api/notes?q=slow", "", "X-Forwarded-For", "198.51.100.7, 10.0.1.2")
				if refused := answer.Code != http.StatusOK; refused {
					if detail := problemOf(t, answer); detail.Code != "too_many_searches" || answer.Header().Get("Retry-After") != "2" {
						t.Errorf("refused with %+v", detail)
					}
				}
				answers <- answer.Code
			}()
			synctest.Wait()
			before := time.Now()
			for _, target := range []string{"/api/notes", "/readyz"} {
				if f.send("GET", target, "").Code == http.StatusOK && time.Since(before) == 0 {
					reads++
				}
			}
			if sent == 40 { // somebody else searches meanwhile
				go func() {
					answers <- f.send("GET", "/api/notes?q=word", "", "X-Forwarded-For", "203.0.113.9, 10.0.1.2").Code
				}()
			}
			time.Sleep(10 * time.Second / 65)
		}
		for range 66 {
			statuses[<-answers]++
		}
		if reads != 2*65 {
			t.Errorf("%d of 130 other requests were answered at once", reads)
		}
		if most.Load() != 2 || statuses[http.StatusOK]+statuses[http.StatusTooManyRequests] != 66 || statuses[http.StatusOK] != 7 {
			t.Errorf("%d searches at once, %v", most.Load(), statuses)
		}
	})
}

func TestSearchersOverTheirNumberAreToldToComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture()
		f.store.during = func(note.Query) { time.Sleep(10 * time.Second) }
		answers := make(chan int)
		for _, viewer := range []string{"192.0.2.1", "192.0.2.2", "192.0.2.3"} {
			go func() {
				answer := f.send("GET", "/api/notes?q=x", "", "X-Forwarded-For", viewer+", 10.0.1.2")
				if answer.Code == http.StatusServiceUnavailable && problemOf(t, answer).Code != "search_busy" {
					t.Error("another reason")
				}
				answers <- answer.Code
			}()
		}
		statuses := map[int]int{}
		for range 3 {
			statuses[<-answers]++
		}
		if statuses[http.StatusOK] != 2 || statuses[http.StatusServiceUnavailable] != 1 {
			t.Errorf("got %v", statuses)
		}
	})
}
