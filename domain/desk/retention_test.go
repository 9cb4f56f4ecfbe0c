package desk_test

import (
	"slices"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// oldOrder takes in an order that was placed at a moment and delivered three days
// later, by a customer of its own.
func (c *counter) oldOrder(number, who, phone string, placed time.Time) desk.OrderView {
	c.t.Helper()
	defer func(now time.Time) { c.now = now }(c.now)
	c.now = placed.AddDate(0, 0, 4)
	f := facts(number, placed)
	f.Customer = order.Person{Name: who, Phone: phone}
	f.State, f.ShippedAt, f.Delivered = order.Delivered, placed.AddDate(0, 0, 1), placed.AddDate(0, 0, 3)
	return c.order("own", f)
}

// proposed are the names of those whom the shop need not remember any more.
func (c *counter) proposed(q desk.RetentionQuery) (names []string) {
	c.t.Helper()
	rows, err := c.Retention(c.ctx, q)
	c.must(err)
	for _, r := range rows {
		names = append(names, r.Name)
	}
	return names
}

// Proposed to be forgotten is whoever ordered nothing for seven years and has
// nothing open, those waiting longest first; whoever is proposed can be
// forgotten, and is proposed no more.
func TestDesk_Retention(t *testing.T) {
	c := begun(t)
	years := func(n int) time.Time { return c.now.AddDate(-n, 0, 0) }
	ho := c.oldOrder("LS-1", "Ho", "+852 6123 0001", years(9))
	c.oldOrder("LS-2", "Ann", "+852 6123 0002", years(10))
	c.oldOrder("LS-3", "Came back", "+852 6123 0003", years(9))
	c.oldOrder("LS-4", "Came back", "+852 6123 0003", years(1))
	c.oldOrder("LS-5", "Seven years to the moment", "+852 6123 0005", years(7))
	c.oldOrder("LS-6", "A second more", "+852 6123 0006", years(7).Add(-time.Second))
	mended := c.oldOrder("LS-7", "In repair", "+852 6123 0007", years(8))
	c.asked(&mended)
	never := facts("LS-8", years(8))
	never.Customer = order.Person{Name: "Never shipped", Phone: "+852 6123 0008"}
	c.order("own", never)
	for _, x := range []struct {
		name string
		q    desk.RetentionQuery
		want []string
	}{
		{"seven years where none are asked for", desk.RetentionQuery{}, []string{"Ann", "Ho", "A second more"}},
		{"the longest alone", desk.RetentionQuery{Limit: 1}, []string{"Ann"}},
		{"ten years to the moment", desk.RetentionQuery{Years: 10}, nil},
		{"nine", desk.RetentionQuery{Years: 9}, []string{"Ann"}},
		{"five", desk.RetentionQuery{Years: 5}, []string{"Ann", "Ho", "A second more", "Seven years to the moment"}},
	} {
		if got := c.proposed(x.q); !slices.Equal(got, x.want) {
			t.Errorf("%s: got %q, want %q", x.name, got, x.want)
		}
	}
	for _, wrong := range []int{-1, 31} {
		_, err := c.Retention(c.ctx, desk.RetentionQuery{Years: wrong})
		c.refused(err, "customer.years")
	}
	for _, name := range []string{"Ann", "Ho", "A second more"} {
		rows, err := c.Retention(c.ctx, desk.RetentionQuery{})
		c.must(err)
		if rows[0].Name != name || rows[0].Orders != 1 || !rows[0].Last.Before(years(7)) {
			t.Fatalf("the next to be forgotten: got %+v, want %s", rows[0], name)
		}
		_, err = c.EraseCustomer(c.ctx, rows[0].ID)
		c.must(err)
	}
	if got := c.proposed(desk.RetentionQuery{}); len(got) != 0 {
		t.Errorf("after all were forgotten: %q", got)
	}
	if v, err := c.OrderNumbered(c.ctx, "LS-1"); err != nil || v.ID != ho.ID || v.ShipTo.Name == "Ho" {
		t.Errorf("the books of one who was forgotten: got %q, %v", v.ShipTo.Name, err)
	}
}
