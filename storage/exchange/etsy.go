package exchange

import (
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// etsyItems reads the sold order items: a row an item, Item Total its own, the
// order's freight and tax said again on each row. Dates are MM/DD/YY.
func etsyItems() Format {
	return plain{id: "etsy_items", preset: "own", days: MonthFirst, rows: lineRows, columns: map[fact][]string{
		fNumber: {"Order ID"}, fPlaced: {"Sale Date"}, fTitle: {"Item Name"}, fHandle: {"Buyer"}, fQuantity: {"Quantity"}, fPrice: {"Price"},
		fLineDiscount: {"Discount Amount"}, fShipping: {"Order Shipping"}, fTax: {"Order Sales Tax"}, fCurrency: {"Currency"}, fKey: {"Transaction ID"},
		fPaidAt: {"Date Paid"}, fShippedAt: {"Date Shipped"}, fName: {"Ship Name"}, fAddress: {"Ship Address1"}, fAddress2: {"Ship Address2"}, fCity: {"Ship City"},
		fProvince: {"Ship State"}, fZip: {"Ship Zipcode"}, fCountry: {"Ship Country"}, fVariant: {"Variations"}, fSKU: {"SKU"},
	}, needed: []fact{fNumber, fPlaced, fTitle, fQuantity, fKey}, tweak: etsySent}.format()
}

// etsyOrders reads the sold orders: one row an order, its pieces counted and
// not named.
func etsyOrders() Format {
	return plain{id: "etsy_orders", preset: "own", days: MonthFirst, rough: true, states: statesOf(map[order.State][]string{
		order.Paid: {"Paid", "Open", "Unshipped"}, order.Shipped: {"Completed", "Shipped"}, order.Placed: {"Unpaid", "Payment processing"}, order.Cancelled: {"Canceled", "Cancelled"},
	}), columns: map[fact][]string{
		fNumber: {"Order ID"}, fPlaced: {"Sale Date"}, fHandle: {"Buyer User ID", "Buyer"}, fName: {"Full Name"}, fFirst: {"First Name"}, fLast: {"Last Name"},
		fQuantity: {"Number of Items"}, fShippedAt: {"Date Shipped"}, fAddress: {"Street 1"}, fAddress2: {"Street 2"}, fCity: {"Ship City"}, fProvince: {"Ship State"},
		fZip: {"Ship Zipcode"}, fCountry: {"Ship Country"}, fCurrency: {"Currency"}, fGoods: {"Order Value"}, fDiscount: {"Discount Amount"}, fDiscount2: {"Shipping Discount"},
		fShipping: {"Shipping"}, fTax: {"Sales Tax"}, fTotal: {"Order Total"}, fState: {"Status"}, fSKU: {"SKU"},
	}, needed: []fact{fNumber, fPlaced, fCurrency, fTotal}, tweak: etsySent}.format()
}

// etsySent takes an order with a day of shipping as shipped, whatever its word.
func etsySent(r *reading) {
	o := &r.facts
	if o.State == order.Paid && !o.ShippedAt.IsZero() {
		o.State = order.Shipped
	}
}

// takeFreight takes the freight out of the lines' prices, from the first on.
func takeFreight(lines []order.LineFacts, freight int64) {
	for i := range lines {
		x := &lines[i]
		sum := x.Price.Minor*int64(x.Quantity) - x.Discount.Minor
		part := min(freight, sum)
		y := each(x.Title, x.Quantity, money.Of(sum-part, x.Price.Currency))
		x.Price, x.Discount = y.Price, y.Discount
		if freight -= part; freight == 0 {
			return
		}
	}
}
