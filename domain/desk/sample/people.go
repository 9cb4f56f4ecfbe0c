package sample

import (
	"fmt"
	"math/rand"
	"strings"

	"aftercare/domain/order"
)

// A name is a family name and a given name, drawn apart.
type names struct{ family, given []string }

var (
	hongKong = names{[]string{"何", "李", "吳", "黃", "許", "曾", "林", "鄧", "陳", "周", "張", "梁", "鄭", "譚", "麥", "歐陽", "馮", "蔡", "葉", "鍾", "羅", "關", "盧", "蘇"},
		[]string{"家豪", "曉彤", "佩珊", "志明", "雅婷", "詠詩", "怡君", "浩然", "嘉欣", "詠琳", "偉", "淑儀", "凱晴", "𡃁仔", "德龍", "慧敏", "煒", "穎琪", "子軒", "樂怡", "俊傑", "美玲", "天恩", "卓妍"}}
	mainland = names{[]string{"刘", "赵", "王", "陈", "周", "林", "郑", "何", "吴", "黄", "张", "孙", "马", "朱", "胡", "罗", "谢", "欧阳", "杨", "徐", "高", "宋", "唐", "许"},
		[]string{"洋", "晓琳", "芳", "思远", "文", "雪", "凯", "静", "昊", "诗雨", "伟", "丽", "晓东", "明哲", "佳怡", "欣", "婷婷", "子涵", "建国", "雨桐", "一鸣", "若曦", "梓豪", "喆"}}
	latin = names{[]string{"Okafor", "Carter", "Nair", "Lindqvist", "O'Brien", "Márquez", "Weiß", "Wong", "Silva", "Novak", "Haddad", "Tanaka", "Dubois", "Murphy", "Kowalski", "Jensen"},
		[]string{"Daniel", "Emily", "Priya", "Hannah", "Tom", "Sofía", "Jonas", "Amelia", "Lucas", "Petra", "Omar", "Yuki", "Claire", "Sean", "Marta", "Lars"}}
	streetHK = []string{"九龍佐敦渡船街 9 號 12 樓 C 室", "香港灣仔軒尼詩道 240 號 8 樓", "新界沙田正街 21 號 3 座 17 樓 B 室", "九龍觀塘永發街 18 號", "香港薄扶林道 88 號 2 樓", "新界元朗青山公路 99 號地下"}
	streetCN = []string{"上海市徐汇区漕溪北路 18 号 3 幢 902 室", "广东省深圳市南山区科技园南路 6 号", "北京市朝阳区望京街 10 号院 2 号楼", "浙江省杭州市西湖区文三路 138 号", "四川省成都市武侯区人民南路四段 27 号", "江苏省南京市鼓楼区中山北路 55 号"}
)

// draw makes a name: with a space between, the given name comes first.
func (n names) draw(r *rand.Rand, between string) string {
	family, given := n.family[r.Intn(len(n.family))], n.given[r.Intn(len(n.given))]
	if between != "" {
		return given + between + family
	}
	return family + given
}

// buyers are the people of the made-up shop: some order often, most once.
func buyers(r *rand.Rand, n int) []order.Person {
	out := make([]order.Person, n)
	for i := range out {
		switch k := r.Intn(10); {
		case k < 4:
			out[i] = order.Person{Name: hongKong.draw(r, ""), Address: streetHK[r.Intn(len(streetHK))], Country: "HK", Phone: fmt.Sprintf("+852 6%03d %04d", r.Intn(1000), r.Intn(10000))}
		case k < 8:
			out[i] = order.Person{Name: mainland.draw(r, ""), Address: streetCN[r.Intn(len(streetCN))], Country: "CN", Phone: fmt.Sprintf("138%08d", r.Intn(100000000)), Handle: fmt.Sprintf("tb%07d", r.Intn(10000000))}
		default:
			name := latin.draw(r, " ")
			out[i] = order.Person{Name: name, Address: fmt.Sprintf("%d Ferry St, Jordan\nKowloon", 1+r.Intn(90)), Country: "HK", Phone: fmt.Sprintf("+852 9%03d %04d", r.Intn(1000), r.Intn(10000)),
				Email: strings.ToLower(strings.Fields(name)[0]) + fmt.Sprintf("%d@example.com", i)}
		}
	}
	return out
}
