package text_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aftercare/assets"
	"aftercare/domain/message"
	"aftercare/ui/text"
)

// words are what a shop in Hong Kong and one on the mainland do not write, and
// what they write instead: words of the other script's land, of Taiwan, and
// rivals of a word that this program has chosen.
var words = map[text.Lang]map[string]string{
	text.Traditional: {
		"快遞": "物流公司", "郵件": "電郵", "設置": "設定", "打印": "列印", "信息": "訊息", "短信": "短訊", "視頻": "影片", "激活": "啟用", "默認": "預設", "數據": "資料", "屏幕": "螢幕",
		"鼠標": "滑鼠", "硬盤": "磁碟", "磁盤": "磁碟", "服務器": "伺服器", "登錄": "登入", "文件": "檔案", "菜單": "選單", "程序": "程式", "內存": "記憶體", "字符": "字元", "窗口": "視窗",
		"導入": "匯入", "導出": "匯出", "搜索": "搜尋", "質量": "品質", "撤銷": "復原", "粘貼": "貼上", "添加": "加入", "勾選": "剔選", "聯繫": "聯絡", "二維碼": "QR 碼", "什麼": "甚麼", "裡": "裏",
		"軟體": "軟件", "硬體": "硬件", "網路": "網絡", "保固": "保養", "回復": "回覆", "答復": "答覆", "台電腦": "部電腦",
		"商品": "貨品", "客戶": "顧客", "買家": "顧客", "店鋪": "店舖", "照片": "相片", "返修": "維修", "承運商": "物流公司", "憑證": "證據", "截回": "攔截", "進水": "入水", "下單": "落單",
		"發貨": "寄出", "補寄": "補發", "紀錄": "記錄", "賬": "帳", "財務": "帳務", "核實": "覆核", "庫存": "存貨", "無需": "毋須", "無須": "毋須", "訂單號碼": "訂單編號", "打包": "包裝",
	},
	text.Simplified: {
		"设定": "设置", "档案": "文件", "列印": "打印", "讯息": "消息", "影片": "视频", "预设": "默认", "资料": "数据", "滑鼠": "鼠标", "荧幕": "屏幕", "伺服器": "服务器", "登入": "登录", "登出": "退出",
		"选单": "菜单", "程式": "程序", "记忆体": "内存", "字元": "字符", "视窗": "窗口", "汇入": "导入", "汇出": "导出", "储存": "保存", "搜寻": "搜索", "品质": "质量", "贴上": "粘贴", "复原": "撤销",
		"剔选": "勾选", "联络": "联系", "甚么": "什么", "磁碟": "磁盘", "网路": "网络", "软体": "软件", "工作天": "工作日", "电邮": "邮件", "速递": "快递", "毋须": "无需", "无须": "无需", "落单": "下单",
		"帐": "账", "保养": "保修", "回覆": "回复", "答覆": "答复", "相片": "照片",
		"货品": "商品", "买家": "顾客", "返修": "维修", "承运商": "物流公司", "证据": "凭证", "最迟": "最晚", "寄出时效": "发货时效", "订单号": "订单编号", "运单号码": "运单号", "账务": "财务", "核实": "复核",
		"账本": "账簿", "配对": "匹配", "开立": "新建", "逾时": "超时",
	},
}

// parts are words that only look as if they held one of those.
var parts = strings.NewReplacer("打印機", "", "憑證據", "", "商品质量", "", "使用或保养方法", "")

// reading is a text that a person reads.
type reading struct{ at, text string }

// readings are all texts in a language: the catalogue, the messages and the
// guide that the program comes with.
func readings(tb testing.TB, lang text.Lang) []reading {
	tb.Helper()
	c := load(tb)
	var out []reading
	for _, key := range c.Keys() {
		out = append(out, reading{key, c.Raw(key, lang)})
	}
	raw, err := assets.FS.ReadFile("presets/messages.json")
	if err != nil {
		tb.Fatal(err)
	}
	var templates []message.Template
	if err := json.Unmarshal(raw, &templates); err != nil {
		tb.Fatal(err)
	}
	for _, m := range templates {
		out = append(out, reading{"message " + m.Code, m.Texts[string(lang)].Subject}, reading{"message " + m.Code, m.Texts[string(lang)].Body})
	}
	guide, err := os.ReadFile("../../docs/guide." + string(lang) + ".md")
	if err != nil {
		tb.Fatal(err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(guide)); lines.Scan(); {
		out = append(out, reading{"guide", lines.Text()})
	}
	return out
}

func TestUsage_saysWhatTheShopSays(t *testing.T) {
	for lang, rivals := range words {
		for _, r := range readings(t, lang) {
			if r.at == "chooser.documents" { // the name that the system gives the folder
				continue
			}
			s := parts.Replace(r.text)
			for never, say := range rivals {
				if strings.Contains(s, never) {
					t.Errorf("%s in %s: %q says %s; here it is %s", r.at, lang, r.text, never, say)
				}
			}
		}
	}
}

// glossary is the one word by which each language calls a thing. What differs
// in an inflection or in the character before is left out.
var glossary = []struct{ english, traditional, simplified string }{
	{"backups?", "備份", "备份"}, {"channels?", "渠道", "渠道"}, {"checklists?", "驗收清單", "验收清单"}, {"consent", "同意", "同意"}, {"coupon", "優惠券", "优惠券"},
	{"day sheet", "日結表", "日结表"}, {"day to ship", "寄出時效", "发货时效"}, {"deductions?", "扣款", "扣款"}, {"evidence", "據", "凭证|举证"}, {"exchange", "換貨", "换货"}, {"follow-ups?", "跟進", "跟进"},
	{"forms?", "表格", "表单"}, {"freight", "運費", "运费"}, {"goodwill", "返現", "返现"}, {"intake receipt", "收件單", "收件单"}, {"internal notes?", "內部備註", "内部备注"}, {"ledger", "帳", "账"},
	{"loaner", "借用品", "借用品"}, {"mappings?", "配對", "匹配"}, {"order number", "訂單編號", "订单编号"}, {"packing slip", "送貨單", "发货单"}, {"passphrase", "密碼短語", "口令短语"}, {"payee", "收款人", "收款人"},
	{"payout list", "付款清單", "付款清单"}, {"photos?", "相片", "照片"}, {"platforms?", "平台", "平台"}, {"policy", "政策", "政策"}, {"products?", "貨品", "商品"}, {"quarantine", "待處置區", "待处置区"},
	{"quote", "報價", "报价"}, {"recovery sheet", "復原紙", "恢复纸"}, {"repair receipt", "維修收據", "维修收据"}, {"resend", "補發", "补发"}, {"retention", "挽留", "挽留"}, {"return label", "退貨.*標籤", "退货.*标签"},
	{"return number", "退貨編號", "退货编号"}, {"ruling", "裁決", "裁决"}, {"salvage", "搶救", "抢救"}, {"sample shop", "示範店舖", "示例店铺"}, {"serial numbers?", "序號", "序列号"},
	{"service contact", "客服聯絡", "客服联系"}, {"settings", "設定", "设置"}, {"ship-by", "最遲寄出", "最晚发货"}, {"sign-off", "簽收", "签收"}, {"statement", "結單", "账单"}, {"tax", "稅", "税"},
	{"templates?", "範本", "模板"}, {"tracking number", "運單號碼", "运单号"}, {"undo", "復原", "撤销"}, {"warranty", "保養", "保修"}, {"watched folder", "監察", "监视"}, {"working days?", "工作天", "工作日"},
}

func TestUsage_callsEachThingByOneWord(t *testing.T) {
	c := load(t)
	for _, term := range glossary {
		english := regexp.MustCompile(`(?i)\b` + term.english + `\b`)
		found := 0
		for _, key := range c.Keys() {
			if !english.MatchString(placeholder.ReplaceAllString(c.Raw(key, text.English), "")) {
				continue
			}
			found++
			for lang, want := range map[text.Lang]string{text.Traditional: term.traditional, text.Simplified: term.simplified} {
				if s := c.Raw(key, lang); !regexp.MustCompile(want).MatchString(s) {
					t.Errorf("%s in %s: %q does not say %s for %q", key, lang, s, want, term.english)
				}
			}
		}
		if found == 0 {
			t.Errorf("%q: no entry says it; take it out of the glossary", term.english)
		}
	}
}

// marks are what is wrong in a Chinese sentence wherever it stands.
var marks = map[string]*regexp.Regexp{
	"a Latin mark beside a character": regexp.MustCompile(`[,;:?!()]\s*\p{Han}|\p{Han}\s*[,;:?!()]`),
	"a straight quotation mark":       regexp.MustCompile(`"[\p{Han}□]|[\p{Han}□]"`),
	"three dots for …":                regexp.MustCompile(`\.\.\.$`),
	"a space beside a mark":           regexp.MustCompile(`\s[，。：；、？）」”]|[，。：；、（「“] `),
	"a space inside":                  regexp.MustCompile(`\p{Han} +\p{Han}`),
	"no space before a Latin word":    regexp.MustCompile(`\p{Han}[A-Za-z]|[A-Za-z]\p{Han}`),
}

func TestUsage_setsChineseMarks(t *testing.T) {
	foreign := map[text.Lang]string{text.Traditional: "“”‘’", text.Simplified: "「」『』"}
	for lang, quotes := range foreign {
		for _, r := range readings(t, lang) {
			if r.at == "guide" { // Markdown has marks of its own
				continue
			}
			// A hole is a word; what is read there has marks of its own.
			s := placeholder.ReplaceAllString(r.text, "□")
			for what, mark := range marks {
				if mark.MatchString(s) {
					t.Errorf("%s in %s: %q has %s", r.at, lang, r.text, what)
				}
			}
			if strings.ContainsAny(r.text, quotes) {
				t.Errorf("%s in %s: %q has quotation marks of the other script", r.at, lang, r.text)
			}
			for open, shut := range map[string]string{"（": "）", "「": "」", "“": "”"} {
				if strings.Count(r.text, open) != strings.Count(r.text, shut) {
					t.Errorf("%s in %s: %q does not close what it opens", r.at, lang, r.text)
				}
			}
		}
	}
}

// ending is how a text stops: as a sentence, as one that opens a form, or not.
func ending(s string) string {
	switch {
	case strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…"):
		return "..."
	case strings.HasSuffix(s, ".") || strings.HasSuffix(s, "。"):
		return "."
	}
	return ""
}

var heading = regexp.MustCompile(`^(page|menu|field|table|template)\.|\.(title|column|tab)(\.|$)`)

func TestUsage_endsAlikeInEveryLanguage(t *testing.T) {
	c := load(t)
	for _, key := range c.Keys() {
		if key == "log.no" { // short for number
			continue
		}
		want := ending(c.Raw(key, text.English))
		for _, lang := range text.Langs() {
			if got := ending(c.Raw(key, lang)); got != want {
				t.Errorf("%s in %s: ends with %q, in English with %q", key, lang, got, want)
			}
		}
		if heading.MatchString(key) && want == "." {
			t.Errorf("%s: a heading ends with a full stop", key)
		}
	}
}

// Where one of a thing has a sentence of its own, so have many, and the other
// way round.
func TestUsage_countsOneAndMany(t *testing.T) {
	c := load(t)
	keys := c.Keys()
	for _, key := range keys {
		if !strings.Contains(c.Raw(key, text.English), "{n}") {
			continue
		}
		for form, beside := range map[string]string{".one": ".other", ".other": ".one"} {
			if base, ok := strings.CutSuffix(key, form); ok && !slices.Contains(keys, base+beside) {
				t.Errorf("%s: no %s%s beside it", key, base, beside)
			}
		}
	}
}
