package sample

// article is something that the made-up shop sells; prices in minor units of
// Hong Kong dollars and renminbi.
type article struct {
	sku, title, category string
	hkd, cny             int64
	warranty             int // months; -1: nobody said
	noReturn             bool
}

var articles = []article{
	{"STL-A45", "Stool, ash, 45 cm", "general", 98000, 88000, 12, false},
	{"LAMP-W1", "Walnut desk lamp 胡桃木檯燈", "electronics", 108000, 98000, 24, false},
	{"SHD-L2", "Linen shade, sand 亞麻燈罩", "general", 20000, 18800, -1, false},
	{"CSH-F2", "Seat cushion, grey felt 毛氈坐墊", "general", 48000, 42800, -1, false},
	{"KNT-N-S", "美麗諾羊毛衫 深藍 S", "apparel", 59800, 52900, -1, false},
	{"KNT-N-M", "美麗諾羊毛衫 深藍 M", "apparel", 59800, 52900, -1, false},
	{"SHT-E-L", "Linen overshirt, ecru, L", "apparel", 46800, 42900, -1, false},
	{"TEE-W-M", "有機棉短袖 白色 M", "apparel", 19900, 17900, -1, false},
	{"SCK-3", "Socks, three pairs 棉襪三對裝", "apparel", 12800, 9900, -1, true},
	{"GRD-40", "Coffee grinder, 40 mm 咖啡磨豆機", "electronics", 128000, 119000, 12, false},
	{"KTL-09", "Gooseneck kettle 0.9 l 細口壺", "electronics", 78000, 69900, 12, false},
	{"SPK-S2", "Bluetooth speaker, slate 藍牙喇叭", "electronics", 88000, 79900, 12, false},
	{"WCH-M1", "机械手表 36 毫米", "electronics", 268000, 248000, 24, false},
	{"EAR-T3", "无线耳机 T3", "electronics", 49900, 45900, 12, false},
	{"CRM-50", "Hand cream 50 ml 護手霜", "cosmetics", 9800, 8800, -1, true},
	{"SRM-30", "精华液 30 毫升", "cosmetics", 36800, 32900, -1, true},
	{"SUN-40", "防曬乳 40 ml", "cosmetics", 15800, 13900, -1, true},
	{"FIG-S4", "Capsule figure, series 4 扭蛋系列四", "toys", 32000, 28900, -1, false},
	{"BLK-120", "积木套装 120 块", "toys", 21900, 19900, -1, false},
	{"PZL-500", "Jigsaw, 500 pieces 拼圖", "toys", 16800, 14900, -1, false},
	{"MUG-2", "Stoneware mug, two 陶杯兩隻", "general", 24800, 21900, -1, false},
	{"TRY-L", "Serving tray, lacquer 漆器托盤", "general", 38800, 34900, -1, false},
	{"BAG-C", "Canvas tote 帆布袋", "general", 18800, 16800, -1, false},
	{"BRS-SET", "Motor brush set 馬達碳刷", "electronics", 18000, 16000, 3, false},
}
