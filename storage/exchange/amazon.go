package exchange

import (
	"sync"

	"aftercare/domain/order"
)

// amazonStates are the words of order-status.
var amazonStates = sync.OnceValue(func() map[string]order.State {
	return statesOf(map[order.State][]string{
		order.Placed:    {"Pending", "PendingAvailability"},
		order.Paid:      {"Unshipped", "PartiallyShipped", "Shipping", "InvoiceUnconfirmed", "Complete"},
		order.Shipped:   {"Shipped", "Shipped - Picked Up", "Shipped - Out for Delivery", "Shipped - Returned to Seller", "Shipped - Returning to Seller", "Shipped - Rejected by Buyer", "Shipped - Undeliverable", "Shipped - Lost in Transit", "Shipped - Damaged"},
		order.Delivered: {"Shipped - Delivered to Buyer"},
		order.Cancelled: {"Cancelled", "Canceled", "Unfulfillable"},
	})
})

// amazonUnshipped reads the report of orders that wait: a row an item, no
// amounts, promise-date the ship-by. All of them are paid.
func amazonUnshipped() Format {
	return plain{id: "amazon_unshipped", preset: "own", rows: lineRows, columns: map[fact][]string{
		fNumber: {"order-id"}, fKey: {"order-item-id"}, fPlaced: {"purchase-date"}, fPaidAt: {"payments-date"}, fShipBy: {"promise-date"},
		fEmail: {"buyer-email"}, fHandle: {"buyer-name"}, fPhone: {"ship-phone-number", "buyer-phone-number"}, fName: {"recipient-name"},
		fSKU: {"sku"}, fTitle: {"product-name"}, fQuantity: {"quantity-purchased"}, fSent: {"quantity-shipped"},
		fCurrency: {"currency"}, fLineSum: {"item-price"}, fLineTax: {"item-tax"}, fLineShipping: {"shipping-price"}, fShippingTax: {"shipping-tax"},
		fAddress: {"ship-address-1"}, fAddress2: {"ship-address-2"}, fAddress3: {"ship-address-3"}, fCity: {"ship-city"}, fProvince: {"ship-state"},
		fZip: {"ship-postal-code"}, fCountry: {"ship-country"},
	}, needed: []fact{fNumber, fPlaced, fShipBy, fTitle, fQuantity}}.format()
}

// amazonOrders reads the report of all orders: a row an item, its amounts for
// all its pieces, freight and discounts by item too.
func amazonOrders() Format {
	return plain{id: "amazon_orders", preset: "own", rows: lineRows, states: amazonStates(), columns: map[fact][]string{
		fNumber: {"amazon-order-id"}, fPlaced: {"purchase-date"}, fState: {"order-status"}, fTitle: {"product-name"}, fSKU: {"sku"}, fVariant: {"asin"},
		fQuantity: {"quantity"}, fCurrency: {"currency"}, fLineSum: {"item-price"}, fLineTax: {"item-tax"}, fLineShipping: {"shipping-price"}, fShippingTax: {"shipping-tax"},
		fLineDiscount: {"item-promotion-discount"}, fCity: {"ship-city"}, fProvince: {"ship-state"}, fZip: {"ship-postal-code"}, fCountry: {"ship-country"},
	}, needed: []fact{fNumber, fPlaced, fState, fTitle, fQuantity}, tweak: func(r *reading) {
		// A cancelled item has the quantity 0 and no amounts: nothing is owed for it.
		if o := &r.facts; o.State == order.Cancelled && o.Currency == r.f.opts.Currency && r.text(int(fCurrency)) == "" {
			o.Guessed = true
		}
	}}.format()
}
