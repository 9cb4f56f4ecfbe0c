// Package customer holds the people who buy.
package customer

import (
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/order"
)

// Customer is one person, as the channels name them.
type Customer struct {
	ID      domain.ID    `json:"id"`
	Version int64        `json:"version"`
	Key     string       `json:"key"` // what tells them apart; see KeyOf
	Person  order.Person `json:"person"`
}

// KeyOf is what tells one customer from another: the platform's user name on
// its channel, else the e-mail address, else the phone. Two people of one name
// are two people: without any of these an order's customer is theirs alone, and
// the key is the order's.
func KeyOf(channelID domain.ID, number string, p order.Person) string {
	id := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	switch {
	case p.Handle != "":
		return "h" + strconv.FormatInt(int64(channelID), 10) + ":" + id(p.Handle)
	case strings.Contains(p.Email, "@"):
		return "e:" + id(p.Email)
	case len(digits(p.Phone)) >= 7:
		return "p:" + digits(p.Phone)
	}
	return "o" + strconv.FormatInt(int64(channelID), 10) + ":" + number
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// Merged takes over what a later order says of the person; what it does not
// say is kept.
func (c Customer) Merged(p order.Person) Customer {
	for _, x := range []struct {
		is  *string
		now string
	}{{&c.Person.Name, p.Name}, {&c.Person.Handle, p.Handle}, {&c.Person.Email, p.Email}, {&c.Person.Phone, p.Phone},
		{&c.Person.Address, p.Address}, {&c.Person.Country, p.Country}} {
		if x.now != "" {
			*x.is = x.now
		}
	}
	return c
}

// Validate refuses a customer without a key.
//
// Errors: field.required.
func (c Customer) Validate() error {
	if c.Key == "" {
		return domain.Wrong("key", "field.required", nil)
	}
	return nil
}

// Erased says that the person asked to be forgotten, and was: only what the
// books need is left.
func (c Customer) Erased() bool { return strings.HasPrefix(c.Key, ErasedKey) }

// ErasedKey begins the key of a customer who was forgotten. No channel gives
// one that begins so.
const ErasedKey = "x:"
