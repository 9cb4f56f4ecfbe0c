package exchange_test

import (
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"aftercare/storage/exchange"
)

// westernSamples are small files of the platforms outside China.
func westernSamples() []small {
	return []small{
		{name: "woo-analytics.csv", format: "woo_analytics", rows: []quirk{
			{"the header of WooCommerce's own analytics", "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution"},
			{"one product, a bare $ is the shop's dollar", "2026-03-01 10:15:00,1041,$120.00,processing,Ann Lee,new,1× Moka pot,1,,120.00,Direct"},
			{"two products in one cell, pieces counted before each", "2026-03-01 11:00:00,1042,\"$1,260.50\",completed,Chan Tai Man,returning,\"2× Cup, 1× Grinder\",3,SPRING,1260.50,Direct"},
			{"a comma inside a title", "2026-03-02 09:30:00,1043,$80.00,on-hold,Bo Ng,new,\"1× Kettle, steel, 1L\",1,,80.00,Direct"},
			{"refunded whole: the sum stands nowhere but as the total", "2026-03-02 09:45:00,1044,$50.00,refunded,Eve Ho,new,1× Cup,1,,50.00,Direct"},
			{"failed is cancelled", "2026-03-03 08:00:00,1045,$50.00,failed,Eve Ho,new,1× Cup,1,,50.00,Direct"},
			{"a word that nobody knows", "2026-03-03 08:05:00,1046,$50.00,awaiting-moon,Eve Ho,new,1× Cup,1,,50.00,Direct"},
		}},
		{name: "woo-exporter.csv", format: "woo_exporter", rows: []quirk{
			{"the wide table of the exporter plug-ins: groups of columns a line", "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,tax_total,cart_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,customer_email,billing_first_name,billing_last_name,billing_phone,shipping_first_name,shipping_last_name,shipping_address_1,shipping_city,shipping_state,shipping_postcode,shipping_country,customer_note,order_notes,line_item_1,Product Item 1 Name,Product Item 1 id,Product Item 1 SKU,Product Item 1 Quantity,Product Item 1 Total,Product Item 1 Subtotal,Product Item 2 Name,Product Item 2 SKU,Product Item 2 Quantity,Product Item 2 Total"},
			{"two lines, tax and freight", "501,501,2026-03-01 10:15:00,2026-03-01 10:16:00,processing,30.00,0,0,0,0,10.00,240.00,220.00,HKD,stripe,ann@example.com,Ann,Lee,+852 5555 0001,Ann,Lee,1 Queen's Road,Central,,,HK,Please ring,,,Cup,9,CUP-1,2,100.00,100.00,Grinder,GR-1,1,110.00"},
			{"the plug-in's own cell instead of groups", "502,502,2026-03-01 11:15:00,,pending,0,0,0,0,0,0,60.00,60.00,HKD,bacs,bo@example.com,Bo,Ng,,,,,,,,,,ship by 3 Apr,name:Kettle|sku:K-9|quantity:1|total:60.00,,,,,,,,,,"},
			{"no number but an id", "503,,2026-03-02 11:15:00,2026-03-02 11:15:10,wc-completed,0,0,0,0,0,0,55.00,55.00,HKD,stripe,cy@example.com,Cy,Au,,Cy,Au,2 Nathan Road,Kowloon,,,HK,,,,Cup,9,CUP-1,1,55.00,55.00,,,,"},
			{"a total that its parts do not make", "504,504,2026-03-02 11:20:00,2026-03-02 11:20:10,processing,0,0,0,0,0,0,99.00,55.00,HKD,stripe,cy@example.com,Cy,Au,,Cy,Au,2 Nathan Road,Kowloon,,,HK,,,,Cup,9,CUP-1,1,55.00,55.00,,,,"},
		}},
		{name: "woo-lines.csv", format: "woo_lines", enc: unicode.UTF8BOM, rows: []quirk{
			{"the long table, a byte order mark", "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Email (Billing),Phone (Billing),First Name (Shipping),Last Name (Shipping),Address 1&2 (Shipping),City (Shipping),State Code (Shipping),Postcode (Shipping),Country Code (Shipping),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,Item #,SKU,Name,Product Variation,Quantity,Quantity (- Refund),Item Cost,Order Line (w/o tax),Order Line Tax,Order Line Total,Order Line Total Refunded"},
			{"the order on both its rows", "7001,Processing,2026-03-01 10:15,,Ann,Lee,ann@example.com,5555 0001,Ann,Lee,1 Queen's Road,Central,,,HK,Card,0,150.00,20.00,0,170.00,0,1,CUP-1,Cup,Blue,2,2,50.00,100.00,0,100.00,0"},
			{"", "7001,Processing,2026-03-01 10:15,,Ann,Lee,ann@example.com,5555 0001,Ann,Lee,1 Queen's Road,Central,,,HK,Card,0,150.00,20.00,0,170.00,0,2,LID-1,Lid,,1,1,50.00,50.00,0,50.00,0"},
			{"one line refunded in part, tax beside the price", "7002,Completed,2026-03-02 12:00,Leave at door,Bo,Ng,bo@example.com,,Bo,Ng,2 Nathan Road,Kowloon,,,HK,Card,0,100.00,0,25.00,108.00,8.00,1,GR-1,Grinder,,1,1,100.00,100.00,8.00,108.00,25.00"},
			{"the whole order once more, apart from the first: counted once", "7001,Processing,2026-03-01 10:15,,Ann,Lee,ann@example.com,5555 0001,Ann,Lee,1 Queen's Road,Central,,,HK,Card,0,150.00,20.00,0,170.00,0,1,CUP-1,Cup,Blue,2,2,50.00,100.00,0,100.00,0"},
			{"", "7001,Processing,2026-03-01 10:15,,Ann,Lee,ann@example.com,5555 0001,Ann,Lee,1 Queen's Road,Central,,,HK,Card,0,150.00,20.00,0,170.00,0,2,LID-1,Lid,,1,1,50.00,50.00,0,50.00,0"},
			{"rows of one order that say two dates", "7003,Processing,2026-03-03 12:00,,Bo,Ng,bo@example.com,,Bo,Ng,2 Nathan Road,Kowloon,,,HK,Card,0,100.00,0,0,100.00,0,1,A,A,,1,1,50.00,50.00,0,50.00,0"},
			{"", "7003,Processing,2026-03-04 12:00,,Bo,Ng,bo@example.com,,Bo,Ng,2 Nathan Road,Kowloon,,,HK,Card,0,100.00,0,0,100.00,0,2,B,B,,1,1,50.00,50.00,0,50.00,0"},
		}},
		{name: "amazon-unshipped.txt", format: "amazon_unshipped", sep: "\t", rows: tabs([]quirk{
			{"tabs; no amounts, no currency: the shop's stands for it", "order-id,order-item-id,purchase-date,payments-date,reporting-date,promise-date,days-past-promise,buyer-email,buyer-name,buyer-phone-number,sku,product-name,quantity-purchased,quantity-shipped,quantity-to-ship,ship-service-level,recipient-name,ship-address-1,ship-address-2,ship-address-3,ship-city,ship-state,ship-postal-code,ship-country"},
			{"two items, the earlier promise counts, zeros at the front of the code", "114-1111111-0000001,9001,2026-03-01T10:15:00-08:00,2026-03-01T10:16:00-08:00,2026-03-01T12:00:00-08:00,2026-03-05T23:59:59-08:00,-3,a1@marketplace.example,Ann L,555-0100,CUP-1,Cup; blue,2,1,1,Standard,Ann Lee,1 Main St,Apt 2,,Boston,MA,02101,US"},
			{"", "114-1111111-0000001,9002,2026-03-01T10:15:00-08:00,2026-03-01T10:16:00-08:00,2026-03-01T12:00:00-08:00,2026-03-04T23:59:59-08:00,-2,a1@marketplace.example,Ann L,555-0100,LID-1,Lid,1,0,1,Standard,Ann Lee,1 Main St,Apt 2,,Boston,MA,02101,US"},
			{"the person is not told: masked", "114-1111111-0000002,9003,2026-03-02T10:15:00-08:00,2026-03-02T10:16:00-08:00,,2026-03-06T23:59:59-08:00,-4,b2@marketplace.example,-,***,GR-1,Grinder,1,0,1,Expedited,-,***,,,Austin,TX,73301,US"},
			{"an item twice: counted once", "114-1111111-0000002,9003,2026-03-02T10:15:00-08:00,2026-03-02T10:16:00-08:00,,2026-03-06T23:59:59-08:00,-4,b2@marketplace.example,-,***,GR-1,Grinder,1,0,1,Expedited,-,***,,,Austin,TX,73301,US"},
		})},
		{name: "amazon-orders.txt", format: "amazon_orders", sep: "\t", rows: tabs([]quirk{
			{"tabs; amounts by item, for all its pieces", "amazon-order-id,merchant-order-id,purchase-date,last-updated-date,order-status,fulfillment-channel,sales-channel,order-channel,ship-service-level,product-name,sku,asin,item-status,quantity,currency,item-price,item-tax,shipping-price,shipping-tax,gift-wrap-price,gift-wrap-tax,item-promotion-discount,ship-promotion-discount,ship-city,ship-state,ship-postal-code,ship-country,promotion-ids"},
			{"two items of one order, tax on top, a promotion on one", "114-1111111-0000001,,2026-03-01T18:15:00+00:00,2026-03-03T10:00:00+00:00,Shipped,Merchant,Amazon.com,,Standard,Cup; blue,CUP-1,B000000001,Shipped,2,USD,40.00,2.50,5.00,,,,4.00,,Boston,MA,02101,US,"},
			{"", "114-1111111-0000001,,2026-03-01T18:15:00+00:00,2026-03-03T10:00:00+00:00,Shipped,Merchant,Amazon.com,,Standard,Lid,LID-1,B000000002,Shipped,1,USD,9.99,0.62,,,,,,,Boston,MA,02101,US,"},
			{"delivered", "114-1111111-0000003,,2026-02-01T18:15:00+00:00,2026-02-09T10:00:00+00:00,Shipped - Delivered to Buyer,Amazon,Amazon.com,,Expedited,Grinder,GR-1,B000000003,Shipped,1,USD,89.00,0.00,,,,,,,Austin,TX,73301,US,"},
			{"cancelled: quantity 0, no currency, no amounts", "114-1111111-0000004,,2026-02-02T18:15:00+00:00,2026-02-02T19:00:00+00:00,Cancelled,Merchant,Amazon.com,,Standard,Grinder,GR-1,B000000003,Cancelled,0,,,,,,,,,,,,,,"},
			{"one item waits: the order waits", "114-1111111-0000005,,2026-03-04T18:15:00+00:00,2026-03-04T19:00:00+00:00,PartiallyShipped,Merchant,Amazon.de,,Standard,Moka,MK-1,B000000004,Unshipped,1,EUR,29.90,0.00,4.90,,,,,,Berlin,,10115,DE,"},
		})},
		{name: "EtsySoldOrderItems2026.csv", format: "etsy_items", rows: []quirk{
			{"the item report; dates month first, two-digit years", "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,Ship Address1,Ship Address2,Ship City,Ship State,Ship Zipcode,Ship Country,Order ID,Variations,Order Type,Listings Type,Payment Type,InPerson Discount,InPerson Location,VAT Paid by Buyer,SKU"},
			{"two items of one order, freight said on each", "03/02/26,\"Mug, hand-thrown\",annlee (Ann Lee),2,18.00,,,0.00,0.00,6.50,2.10,36.00,USD,4000000001,111,03/02/2026,,Ann Lee,1 Main St,,Boston,MA,'02101,United States,3935119401,Colour:Blue,online,listing,online_cc,,,,MUG-B"},
			{"", "03/02/26,Saucer,annlee (Ann Lee),1,7.00,,,0.00,0.00,6.50,2.10,7.00,USD,4000000002,112,03/02/2026,,Ann Lee,1 Main St,,Boston,MA,'02101,United States,3935119401,,online,listing,online_cc,,,,SAU-1"},
			{"a coupon on the line, shipped", "12/30/25,Vase,bo,1,82.27,TENOFF,10% off,8.23,0.00,0.00,0.00,74.04,EUR,4000000003,113,12/30/2025,01/05/2026,Bo Berg,Hauptstr. 3,,Köln,,50667,Germany,3935119402,,online,listing,online_cc,,,,VASE-1"},
		}},
		{name: "EtsySoldOrders2026.csv", format: "etsy_orders", rows: []quirk{
			{"the order report: pieces counted, not named", "Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,Payment Method,Date Shipped,Street 1,Street 2,Ship City,Ship State,Ship Zipcode,Ship Country,Currency,Order Value,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,Adjusted Card Processing Fees,Adjusted Net Order Amount,Buyer,Order Type,Payment Type,InPerson Discount,InPerson Location,SKU"},
			{"the order whose items are in the other file", "03/02/26,3935119401,annlee,Ann Lee,Ann,Lee,3,Card,,1 Main St,,Boston,MA,02101,United States,USD,43.00,,,0.00,0.00,6.50,2.10,51.60,Paid,1.72,49.88,0.00,0.00,0.00,Ann Lee,online,online_cc,,,\"MUG-B,SAU-1\""},
			{"reduced; the tax left out of the total", "12/30/25,3935119402,kj7,Bo Berg,Bo,Berg,1,Card,01/05/26,Hauptstr. 3,,Köln,,50667,Germany,EUR,82.27,TENOFF,10% off,8.23,0.00,0.00,0.00,74.04,Completed,3.53,70.51,0.00,0.00,0.00,Bo Berg,online,online_cc,,,VASE-1"},
		}},
		{name: "amazon-returns.csv", format: "amazon_returns", rows: []quirk{
			{"returns, which open cases", "Order ID,Order date,Return request date,Return request status,Amazon RMA ID,Merchant RMA ID,Label type,Label cost,Currency code,Return carrier,Tracking ID,Label to be paid by,A-to-Z Claim,Is prime,ASIN,Merchant SKU,Item Name,Return quantity,Return Reason,In policy,Return type,Resolution,Invoice number,Return delivery date,Order Amount,Order quantity,Refunded Amount"},
			{"two items of one return, on its way", "114-1111111-0000001,01-Mar-2026,05-Mar-2026,Approved,DabcRMA1,,AmazonUnPaidLabel,0.00,USD,UPS,1Z999AA10123456784,Customer,N,N,B000000001,CUP-1,Cup; blue,2,CR-DEFECTIVE,Y,C-Returns,StandardRefund,,,54.11,3,0.00"},
			{"", "114-1111111-0000001,01-Mar-2026,05-Mar-2026,Approved,DabcRMA1,,AmazonUnPaidLabel,0.00,USD,UPS,1Z999AA10123456784,Customer,N,N,B000000002,LID-1,Lid,1,CR-DEFECTIVE,Y,C-Returns,StandardRefund,,,54.11,3,0.00"},
			{"a reason that nobody knows, not answered", "114-1111111-0000003,01-Feb-2026,06-Mar-2026,Pending Approval,DabcRMA2,,,,USD,,,,N,N,B000000003,GR-1,Grinder,1,CR-SOMETHING_NEW,N,C-Returns,,,,89.00,1,0.00"},
			{"over: no case is opened", "114-1111111-0000005,01-Feb-2026,07-Mar-2026,Completed,DabcRMA3,,,,EUR,,,,N,N,B000000004,MK-1,Moka,1,CR-UNWANTED_ITEM,Y,C-Returns,,,,34.80,1,34.80"},
			{"no order", ",01-Feb-2026,07-Mar-2026,Approved,DabcRMA4,,,,EUR,,,,N,N,B000000004,MK-1,Moka,1,CR-UNWANTED_ITEM,Y,C-Returns,,,,34.80,1,34.80"},
		}},
		{name: "aftercare-orders.csv", format: "aftercare", enc: unicode.UTF8BOM, rows: []quirk{
			{"the program's own table of orders with their lines", "Order number,Channel,Placed,Paid at,State,State on the platform,Shipped at,Delivered at,Cancelled at,The platform's ship-by,Ship-by,Currency,Total,Amount paid,Freight,Tax,Discount,Refunded,Customer,User name,E-mail,Phone,Address,Country,Carrier,Tracking number,Note on the platform,Customer's message,Flag,Line,Line on the platform,SKU,Product,Variant,Quantity,Unit price,Discount of the line,Units sent"},
			{"a formula disarmed by an apostrophe, an address of two lines", "LS-1,Own shop,2026-03-01 10:00:00,2026-03-01 10:01:00,Paid,paid / unfulfilled,,,,,2026-03-04,HKD,170.00,170.00,20.00,0.00,0.00,,'=Ann Lee,,ann@example.com,'+852 5555 0001,\"1 Queen's Road\nCentral\",HK,,,29号发,,,1,,CUP-1,Cup,,2,50.00,0.00,0"},
			{"its second line", "LS-1,Own shop,2026-03-01 10:00:00,2026-03-01 10:01:00,Paid,paid / unfulfilled,,,,,2026-03-04,HKD,170.00,170.00,20.00,0.00,0.00,,'=Ann Lee,,ann@example.com,'+852 5555 0001,\"1 Queen's Road\nCentral\",HK,,,29号发,,,2,,LID-1,Lid,,1,50.00,0.00,1"},
		}},
		{name: "ebay-us.csv", format: "ebay", header: 2, rows: []quirk{
			{"a blank first row", ",,,,"},
			{"the US report", "Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Buyer Note,Buyer Address 1,Buyer Address 2,Buyer City,Buyer State,Buyer Zip,Buyer Country,Ship To Name,Ship To Phone,Ship To Address 1,Ship To Address 2,Ship To City,Ship To State,Ship To Zip,Ship To Country,Item Number,Item Title,Custom Label,Sold Via Promoted Listings,Quantity,Sold For,Shipping And Handling,Seller Collected Tax,eBay Collected Tax,Total Price,eBay Collected Tax Included in Total,Payment Method,Sale Date,Paid On Date,Ship By Date,Minimum Estimated Delivery Date,Maximum Estimated Delivery Date,Shipped On Date,Feedback Left,Feedback Received,My Item Note,PayPal Transaction ID,Shipping Service,Tracking Number,Transaction ID,Variation Details,eBay Plus"},
			{"", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"},
			{"a thousand with a comma, a note with a ship date", "101,12-34567-89012,buyer_1,\"Smith, Pat\",p@example.com,Gift please,1 Elm,,Salem,MA,01970,United States,\"Smith, Pat\",555-0101,1 Elm,,Salem,MA,01970,United States,335001,\"Vintage lamp, brass\",LAMP-1,No,1,\"$1,433.66\",$12.00,$0.00,$90.00,\"$1,445.66\",No,PayPal,Jul-21-25,Jul-21-25,Jul-24-25,Jul-26-25,Jul-30-25,,No,,ship by 23 Jul,,USPS Priority,,2857301,,No"},
			{"an order of two lines: a row of its own above them", "102,12-34567-89013,buyer_2,Lee Ann,a@example.com,,2 Oak,,Lynn,MA,01901,United States,Lee Ann,,2 Oak,,Lynn,MA,01901,United States,,,,,3,$50.00,$6.00,$0.00,$3.10,$56.00,No,Card,Jul-22-25,Jul-22-25,Jul-25-25,,,Jul-23-25,,,,,USPS Ground,9400100000000000000001,,,"},
			{"", "102,12-34567-89013,buyer_2,,,,,,,,,,,,,,,,,,335002,Cup,CUP-1,No,2,$20.00,,,,,,,Jul-22-25,,Jul-25-25,,,Jul-23-25,,,,,,,2857302,[Colour:Blue],"},
			{"", "102,12-34567-89013,buyer_2,,,,,,,,,,,,,,,,,,335003,Lid,LID-1,No,1,$10.00,,,,,,,Jul-22-25,,Jul-25-25,,,Jul-23-25,,,,,,,2857303,,"},
			{"no order number: the sales record stands for it", "103,,buyer_3,Bo Ng,b@example.com,,3 Ash,,Troy,NY,12180,United States,Bo Ng,,3 Ash,,Troy,NY,12180,United States,335004,Kettle,,No,1,$30.00,$0.00,$0.00,$0.00,$30.00,No,Card,Jul-23-25,Jul-23-25,Jul-26-25,,,,,,,,USPS Ground,,2857304,,"},
			{"not paid yet", "104,12-34567-89015,buyer_4,Cy Au,c@example.com,,4 Fir,,Rye,NY,10580,United States,Cy Au,,4 Fir,,Rye,NY,10580,United States,335005,Kettle,,No,1,$30.00,$0.00,$0.00,$0.00,$30.00,No,,Jul-23-25,,,,,,,,,,USPS Ground,,2857305,,"},
			{"the footers", "\"4 record(s) downloaded\""},
			{"", "Seller ID : made-up-shop"},
		}},
		{name: "ebay-uk.csv", format: "ebay", header: 3, rows: []quirk{
			{"a line above, then sep= where a spreadsheet does not look for it", "Orders report generated 2 October 2025"},
			{"", "sep=,"},
			{"the UK's words", "Sales record number,Order number,Buyer username,Buyer name,Buyer email,Buyer note,Post to name,Post to phone,Post to address 1,Post to address 2,Post to city,Post to county,Post to postcode,Post to country,Item number,Item title,Custom label,Quantity,Sold for,Postage and packaging,eBay collected tax,Total price,Payment method,Sale date,Paid on date,Post by date,Posted on date,My item note,Postage service,Tracking number,Transaction ID,Variation details"},
			{"pounds", "1001,04-15250-08826,jac,Toby Roberts,t@example.com,,Toby Roberts,07700 900111,12 Maple Street,,York,North Yorkshire,YO1 7HH,United Kingdom,2950001,Teapot,TP-1,1,£24.99,£3.50,£0.00,£28.49,PayPal,30-Sep-25,30-Sep-25,02-Oct-25,,,Royal Mail Tracked 48,,90001,"},
			{"posted", "1002,24-15229-61546,mowl,Tom Mowlem,m@example.com,,Tom Mowlem,07700 900222,9 King Street,,Leeds,West Yorkshire,LS1 1BA,United Kingdom,2950002,Tray,TR-1,2,£12.00,£0.00,£0.00,£24.00,Card,01-Oct-25,01-Oct-25,03-Oct-25,02-Oct-25,,Royal Mail Tracked 24,JA123456789GB,90002,"},
			{"the footers", "2 record(s) downloaded,,,,"},
			{"", "Seller ID : caledonian,,,,"},
		}},
		{name: "ebay-de.csv", format: "ebay", sep: ";", enc: charmap.Windows1252, encoding: exchange.Latin, rows: []quirk{
			{"German words, semicolons, western Europe's Excel", "Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;Name des Käufers;E-Mail des Käufers;Notiz des Käufers;Versand an Name;Versand an Telefon;Versand an Adresse 1;Versand an Adresse 2;Versand an Ort;Versand an Bundesland;Versand an PLZ;Versand an Land;Artikelnummer;Artikelbezeichnung;Bestandseinheit;Anzahl;Verkauft für;Verpackung und Versand;Gesamtpreis;Zahlungsmethode;Verkauft am;Zahlungsdatum;Versand bis;Versandt am;Eigene Notiz;Versandservice;Sendungsnummer;Transaktions-ID;Variantendetails"},
			{"a decimal comma, the sign behind, a German month", "1;23-12345-12345;kaeufer1;Jörg Müller;j@example.com;;Jörg Müller;0151 000;Lange Straße 1;;Köln;;50667;Deutschland;2950003;Kaffeemühle;MUE-1;1;116,99 €;4,90 €;121,89 €;PayPal;10-Dez-25;10-Dez-25;12-Dez-25;;;DHL Paket;;80001;"},
			{"a thousand with a point, points in the date, the day first", "2;23-12345-12346;kaeufer2;--;k@example.com;Bitte klingeln;Zoë Weiß;;Ring 2;;Bonn;;53111;Deutschland;2950004;Espressomaschine;ESP-1;1;1.299,00 €;0,00 €;1.299,00 €;Überweisung;05.01.2026;06.01.2026;08.01.2026;07.01.2026;;DHL Paket;00340434161094000000;80002;"},
		}},
	}
}

// tabs writes rows with tabs for commas.
func tabs(rows []quirk) []quirk {
	for i := range rows {
		b := []byte(rows[i].row)
		for j := range b {
			if b[j] == ',' {
				b[j] = '\t'
			}
		}
		rows[i].row = string(b)
	}
	return rows
}
