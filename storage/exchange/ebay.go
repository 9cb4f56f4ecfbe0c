package exchange

// ebay reads the orders report of every eBay site: the columns in English, as
// the UK writes them ("Post to …"), and in German. A row a line, and above those
// of an order of several lines a row of the order alone; Ship By Date is the
// promise, My Item Note the seller's memo. The currency is that of the signs.
func ebay() Format {
	return plain{id: "ebay", preset: "own", rows: lineRows, dollar: "USD", perRow: []fact{fTotal, fShipping, fTax}, columns: map[fact][]string{
		fNumber: {"Order Number", "Bestellnummer"}, fRecord: {"Sales Record Number", "Verkaufsprotokollnummer"},
		fHandle: {"Buyer Username", "Nutzername des Käufers"}, fName: {"Ship To Name", "Post To Name", "Versand an Name", "Buyer Name", "Name des Käufers"},
		fEmail: {"Buyer Email", "E-Mail des Käufers"}, fBuyerNote: {"Buyer Note", "Notiz des Käufers", "Hinweis des Käufers"},
		fPhone:    {"Ship To Phone", "Post To Phone", "Versand an Telefon", "Telefon des Käufers"},
		fAddress:  {"Ship To Address 1", "Post To Address 1", "Versand an Adresse 1", "Buyer Address 1", "Adresse 1 des Käufers"},
		fAddress2: {"Ship To Address 2", "Post To Address 2", "Versand an Adresse 2", "Buyer Address 2", "Adresse 2 des Käufers"},
		fCity:     {"Ship To City", "Post To City", "Versand an Ort", "Buyer City", "Ort des Käufers"},
		fProvince: {"Ship To State", "Post To County", "Post To State", "Versand an Bundesland", "Buyer State", "Bundesland des Käufers"},
		fZip:      {"Ship To Zip", "Post To Postcode", "Post To Postal Code", "Versand an PLZ", "Versand an Postleitzahl", "Buyer Zip", "PLZ des Käufers"},
		fCountry:  {"Ship To Country", "Post To Country", "Versand an Land", "Buyer Country", "Land des Käufers"},
		fTitle:    {"Item Title", "Artikelbezeichnung", "Angebotstitel"}, fSKU: {"Custom Label", "Custom Label (SKU)", "Bestandseinheit"}, fQuantity: {"Quantity", "Anzahl"},
		fPrice: {"Sold For", "Verkauft für", "Verkaufspreis"}, fShipping: {"Shipping And Handling", "Postage And Packaging", "Verpackung und Versand"},
		fLineTax: {"Seller Collected Tax", "Vom Verkäufer eingezogene Steuer"}, fTax: {"eBay Collected Tax", "Von eBay eingezogene Steuer"},
		fTotal:  {"Total Price", "Gesamtpreis", "Gesamtbetrag"},
		fPlaced: {"Sale Date", "Verkauft am", "Verkaufsdatum"}, fPaidAt: {"Paid On Date", "Zahlungsdatum", "Bezahlt am"}, fShipBy: {"Ship By Date", "Post By Date", "Dispatch By Date", "Versand bis", "Versenden bis", "Spätestes Versanddatum"},
		fShippedAt: {"Shipped On Date", "Posted On Date", "Dispatched On Date", "Versandt am", "Versanddatum"}, fSellerNote: {"My Item Note", "Notes To Yourself", "Eigene Notiz", "Meine Notiz zum Artikel"},
		fTracking: {"Tracking Number", "Sendungsnummer", "Sendungsverfolgungsnummer"}, fCarrier: {"Shipping Service", "Postage Service", "Versandservice"},
		fKey: {"Transaction ID", "Transaktions-ID", "Transaktionsnummer"}, fVariant: {"Variation Details", "Variantendetails"},
	}, needed: []fact{fNumber, fPlaced, fTitle, fQuantity}}.format()
}
