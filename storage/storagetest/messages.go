package storagetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/message"
)

// messages are only added to; an order's are also those of its cases.
func messages(t *testing.T, where string) {
	db := Open(t, where)
	first := message.Message{Entity: "order", EntityID: 7, OrderID: 7, At: Noon(), Who: "Ann", Way: "email", To: "陳", Subject: "a", Body: "one"}
	second := message.Message{Entity: "case", EntityID: 3, OrderID: 7, CaseID: 3, At: Noon().Add(time.Hour), Who: "Ann", In: true, Way: "wechat", Body: "two"}
	third := message.Message{Entity: "repair", EntityID: 9, At: Noon(), Who: "Ann", Way: "phone", Body: "three"}
	do(t, db, func(tx desk.Tx) error {
		return errors.Join(tx.AddMessage(&second), tx.AddMessage(&first), tx.AddMessage(&third))
	})
	look(t, db, func(tx desk.Tx) error {
		for _, c := range []struct {
			entity string
			id     domain.ID
			want   []message.Message
		}{{"order", 7, []message.Message{first, second}}, {"case", 3, []message.Message{second}}, {"repair", 9, []message.Message{third}}, {"order", 8, nil}} {
			got, err := tx.Messages(c.entity, c.id)
			if err != nil {
				return err
			}
			if len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(asJSON(t, got), asJSON(t, c.want)) {
				t.Errorf("Messages(%s, %d): got %+v, want %+v", c.entity, c.id, got, c.want)
			}
		}
		return nil
	})
	empty := message.Message{Entity: "order", EntityID: 7, At: Noon(), Body: " "}
	failing(t, db, "an empty message", "field.required", func(tx desk.Tx) error { return tx.AddMessage(&empty) })
}
