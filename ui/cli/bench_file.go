package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// writeBenchOrders writes an export of n orders in the program's own form: a
// third of two lines, two thirds of the buyers with Chinese names, a tenth
// waiting to be shipped.
func writeBenchOrders(path string, n int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprint(w, "Order number,Placed,Paid at,State,State on the platform,Shipped at,Currency,Total,Amount paid,Freight,Customer,User name,Phone,Address,Country,Tracking number,Note on the platform,SKU,Product,Quantity,Unit price,Units sent\n")
	begin := time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range n {
		buyer := i * 7919 % (n/2 + 1)
		at := begin.Add(time.Duration(i) * (700 * 24 * time.Hour / time.Duration(n)))
		state, sent, shipped, tracking := "Completed", 1, at.Add(30*time.Hour).Format("2006-01-02 15:04:05"), fmt.Sprintf("SF%013d", i)
		if i%10 == 0 {
			state, sent, shipped, tracking = "Paid", 0, "", ""
		}
		note := ""
		if i%17 == 0 {
			note = "29号发"
		}
		head := fmt.Sprintf("LS-%07d,%s,%s,%s,%s,%s,HKD,%d.00,%d.00,30.00,%s,u%d,%08d,%d Queen's Road,HK,%s,%s,", i, at.Format("2006-01-02 15:04:05"), at.Add(time.Minute).Format("2006-01-02 15:04:05"), state, strings.ToLower(state), shipped,
			230+i%3/2*100, 230+i%3/2*100, benchName(buyer), buyer, 50000000+buyer*13%49999999, 1+buyer%400, tracking, note)
		fmt.Fprintf(w, "%sCUP-%d,Cup of kind %d,2,100.00,%d\n", head, i%200, i%200, 2*sent)
		if i%3 == 2 {
			fmt.Fprintf(w, "%sLID-%d,Lid of kind %d,1,100.00,%d\n", head, i%50, i%50, sent)
		}
	}
	return w.Flush()
}

// benchNames are the people of the shops: two thirds Chinese, in both scripts.
var (
	benchSurnames = strings.Split("陈 陳 王 李 张 張 刘 劉 黄 黃 林 吴 吳 周 徐 孙 孫 马 馬 朱 胡 郭 何 高 罗 羅 郑 鄭 梁 谢 謝 宋 唐 许 許 韩 韓 冯 馮 邓 鄧", " ")
	benchGiven    = strings.Split("大 小 明 华 華 伟 偉 芳 娜 敏 静 靜 丽 麗 强 磊 军 軍 洋 勇 艳 杰 涛 超 秀 霞 平 刚 桂 英 文 玉 兰 红 云 龙 龍 玲 建 国 國 志 家 欣 怡 俊 宇 浩 子 轩 梓 晴 嘉 慧", " ")
	benchFirst    = strings.Split("Amy Ben Cora Dan Eva Finn Grace Hugo Iris Jack Kim Leo Mia Noah Olga Paul Rosa Sam Tina Uma Vera Will Yara Zoe", " ")
	benchLast     = strings.Split("Adams Baker Carter Dupont Evans Fischer Garcia Hansen Ivanov Jones Keller Lopez Meyer Nowak O'Neill Petrov Rossi Schmidt Taylor Weber Young", " ")
)

// benchName is the same for the same buyer.
func benchName(i int) string {
	if i%3 == 2 {
		return benchFirst[i/3%len(benchFirst)] + " " + benchLast[i/71%len(benchLast)]
	}
	given := benchGiven[i/7%len(benchGiven)]
	if i%5 > 0 {
		given += benchGiven[i/53%len(benchGiven)]
	}
	return benchSurnames[i%len(benchSurnames)] + given
}
