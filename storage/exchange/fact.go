package exchange

// fact is what a column of a plain format says. The names are those of a
// mapping that a person makes.
type fact int

// The facts, in the order in which a mapping asks for them.
const (
	fNumber fact = iota
	fRecord      // names the order when the number is blank
	fPlaced
	fPaidAt
	fShipBy
	fShippedAt
	fDelivered
	fCancelled
	fState
	fState2 // a second word for the state, which says more
	fCurrency
	fTotal
	fPaid
	fGoods
	fShipping
	fTax
	fDiscount
	fDiscount2
	fRefunded
	fName
	fFirst
	fLast
	fHandle
	fEmail
	fPhone
	fPhone2
	fCompany
	fAddress
	fAddress2
	fAddress3
	fCity
	fProvince
	fZip
	fCountry
	fCarrier
	fTracking
	fSellerNote
	fSellerNote2
	fBuyerNote
	fFlag
	fKey
	fSKU
	fSKU2
	fTitle
	fVariant
	fQuantity
	fPrice
	fLineSum
	fLineTax
	fShippingTax
	fLineShipping
	fLineDiscount
	fLineRefunded
	fSent  // units of the line that left
	fItems // all lines in one cell: "2× Cup, 1× Lid"
	facts
)

// factInfo is what is known of a fact whatever the format. common are names
// that any file may use, beside those of the platforms.
type factInfo struct {
	key                string // in a mapping, and of the catalogue: "fact." + key
	line, date, amount bool
	gathered           bool // the rows of one order may differ in it
	common             []string
}

// infos describes the facts. Those without a key are for the platforms' own
// formats: nobody maps them by hand.
func infos() [facts]factInfo {
	return [facts]factInfo{
		fNumber:       {key: "number", common: []string{"order", "order no", "order no.", "order nr", "order #", "order id", "order number", "number", "ref", "ref.", "reference", "beleg", "beleg-nr.", "belegnummer", "rechnungsnummer", "invoice", "invoice no", "bestellnummer", "bestellnr", "auftragsnummer", "numéro de commande", "commande", "pedido", "单号", "订单", "订单号码"}},
		fRecord:       {},
		fPlaced:       {key: "placed", date: true, common: []string{"date", "order date", "created", "created at", "placed", "ordered at", "purchase date", "when", "tag", "datum", "bestelldatum", "date de commande", "fecha", "日期", "下单日期", "下单时间", "订单日期"}},
		fPaidAt:       {key: "paid_at", date: true, common: []string{"paid", "paid on", "payment date", "date paid", "bezahlt am", "付款时间", "付款日期"}},
		fShipBy:       {key: "ship_by", date: true, gathered: true, common: []string{"ship by", "ship-by", "ship by date", "dispatch by", "due", "due date", "deadline", "versand bis", "versenden bis", "最晚发货时间", "应发货时间", "发货期限"}},
		fShippedAt:    {key: "shipped_at", date: true, gathered: true, common: []string{"shipped", "shipped at", "shipped on", "date shipped", "dispatched", "versandt am", "versanddatum", "发货日期"}},
		fDelivered:    {key: "delivered", date: true, gathered: true, common: []string{"delivered", "delivered at", "delivery date", "签收时间", "收货时间"}},
		fCancelled:    {key: "cancelled", date: true, common: []string{"cancelled at", "canceled at", "cancelled on", "取消时间"}},
		fState:        {key: "state", gathered: true, common: []string{"status", "state", "order status", "zustand", "statut", "estado", "状态"}},
		fState2:       {gathered: true},
		fCurrency:     {key: "currency", common: []string{"currency", "currency code", "währung", "devise", "moneda", "货币", "币种"}},
		fTotal:        {key: "total", amount: true, common: []string{"total", "order total", "grand total", "amount", "summe", "gesamt", "gesamtbetrag", "betrag", "montant", "importe", "合计", "总额", "总价", "金额"}},
		fPaid:         {key: "paid", amount: true, common: []string{"amount paid", "paid amount", "实付金额", "实付"}},
		fGoods:        {amount: true},
		fShipping:     {key: "shipping", amount: true, common: []string{"shipping", "shipping cost", "postage", "delivery fee", "freight", "versand", "versandkosten", "frais de port", "envío", "运费", "邮费"}},
		fTax:          {key: "tax", amount: true, common: []string{"tax", "vat", "gst", "sales tax", "mwst", "mwst.", "tva", "iva", "税", "税额", "税费"}},
		fDiscount:     {key: "discount", amount: true, common: []string{"discount", "coupon amount", "rabatt", "remise", "descuento", "优惠", "折扣", "优惠金额"}},
		fDiscount2:    {amount: true},
		fRefunded:     {key: "refunded", amount: true, common: []string{"refunded", "refund amount", "erstattet", "退款"}},
		fName:         {key: "name", common: []string{"name", "customer", "customer name", "who", "buyer", "recipient", "ship to", "kunde", "empfänger", "client", "cliente", "客户", "客人", "顾客", "收货人", "收件人", "姓名"}},
		fFirst:        {key: "first_name", common: []string{"first name", "vorname", "prénom", "nombre"}},
		fLast:         {key: "last_name", common: []string{"last name", "surname", "nachname", "nom", "apellido"}},
		fHandle:       {key: "handle", common: []string{"username", "user name", "buyer id", "nutzername", "会员名", "昵称"}},
		fEmail:        {key: "email", common: []string{"email", "e-mail", "mail", "email address", "邮箱", "电邮"}},
		fPhone:        {key: "phone", common: []string{"phone", "telephone", "tel", "mobile", "phone number", "telefon", "téléphone", "电话", "手机", "手机号", "联系方式"}},
		fPhone2:       {},
		fCompany:      {key: "company", common: []string{"company", "firma", "公司"}},
		fAddress:      {key: "address", common: []string{"address", "address 1", "address line 1", "street", "adresse", "straße", "strasse", "dirección", "地址", "收货地址", "详细地址"}},
		fAddress2:     {key: "address2", common: []string{"address 2", "address line 2"}},
		fAddress3:     {common: []string{"address 3"}},
		fCity:         {key: "city", common: []string{"city", "town", "ort", "stadt", "ville", "ciudad", "城市", "市"}},
		fProvince:     {key: "province", common: []string{"state/province", "province", "county", "region", "bundesland", "省", "省份"}},
		fZip:          {key: "zip", common: []string{"zip", "zip code", "postcode", "postal code", "plz", "code postal", "邮编"}},
		fCountry:      {key: "country", common: []string{"country", "land", "pays", "país", "国家", "地区"}},
		fCarrier:      {key: "carrier", gathered: true, common: []string{"carrier", "courier", "shipping carrier", "快递", "快递公司", "物流公司"}},
		fTracking:     {key: "tracking", gathered: true, common: []string{"tracking", "tracking number", "tracking no", "sendungsnummer", "快递单号", "运单号", "物流单号"}},
		fSellerNote:   {key: "seller_note", gathered: true, common: []string{"note", "notes", "internal note", "memo", "seller note", "notiz", "备注", "卖家备注", "商家备注"}},
		fSellerNote2:  {gathered: true},
		fBuyerNote:    {key: "buyer_note", gathered: true, common: []string{"customer note", "buyer note", "message", "kundenhinweis", "买家留言", "客户留言", "留言"}},
		fFlag:         {key: "flag", gathered: true, common: []string{"flag", "旗帜"}},
		fKey:          {line: true},
		fSKU:          {key: "sku", line: true, common: []string{"sku", "item code", "product code", "article number", "artikelnummer", "référence", "货号", "商品编码", "商家编码"}},
		fSKU2:         {line: true},
		fTitle:        {key: "title", line: true, common: []string{"item", "item name", "product", "product name", "title", "description", "artikel", "ware", "what", "goods", "bezeichnung", "produkt", "article", "producto", "商品", "商品名称", "品名", "标题", "货品"}},
		fVariant:      {key: "variant", line: true, common: []string{"variant", "variation", "option", "size", "variante", "规格", "款式", "尺码"}},
		fQuantity:     {key: "quantity", line: true, common: []string{"qty", "quantity", "count", "menge", "anzahl", "stück", "how many", "pcs", "pieces", "quantité", "cantidad", "数量", "件数"}},
		fPrice:        {key: "price", line: true, amount: true, common: []string{"price", "unit price", "item price", "preis", "einzelpreis", "prix", "precio", "单价", "价格"}},
		fLineSum:      {key: "line_total", line: true, amount: true, common: []string{"line total", "item total", "subtotal", "小计"}},
		fLineTax:      {line: true, amount: true},
		fShippingTax:  {line: true, amount: true},
		fLineShipping: {line: true, amount: true},
		fLineDiscount: {key: "line_discount", line: true, amount: true, common: []string{"line discount", "item discount"}},
		fLineRefunded: {line: true, amount: true},
		fSent:         {line: true},
		fItems:        {key: "items", common: []string{"items", "products", "product(s)"}},
	}
}
