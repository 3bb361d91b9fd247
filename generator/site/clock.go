package site

import (
	"sync"
	"time"
)

// Clock is the instant that a site is made for. It remembers every instant that it was compared with and that is still to
// come: the least of them is when the same sources give another site. That instant is for the operator only; published,
// it would tell the hour of a secret.
type Clock struct {
	now  time.Time
	mu   sync.Mutex
	next time.Time
}

// NewClock makes a clock that stands at an instant.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now is the instant. Whoever compares with it, instead of asking Reached, leaves the clock without knowledge of it.
func (c *Clock) Now() time.Time { return c.now }

// Reached says whether an instant has come; from its first moment it has.
func (c *Clock) Reached(t time.Time) bool {
	if !c.now.Before(t) {
		return true
	}
	c.mu.Lock()
	if c.next.IsZero() || t.Before(c.next) {
		c.next = t
	}
	c.mu.Unlock()
	return false
}

// Next is the least instant still to come of those that were asked for.
func (c *Clock) Next() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.next, !c.next.IsZero()
}
