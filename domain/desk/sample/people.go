package sample

import (
	"fmt"
	"math/rand"
	"strings"

	"aftercare/domain/order"
)

var (
	hongKong = []string{"何家豪", "李曉彤", "吳佩珊", "黃志明", "許雅婷", "曾詠詩", "林怡君", "鄧浩然", "陳嘉欣", "周詠琳", "張偉", "梁淑儀", "鄭凱晴", "譚𡃁仔", "麥德龍", "歐陽慧敏", "馮煒", "蔡穎琪"}
	mainland = []string{"刘洋", "赵晓琳", "王芳", "陈思远", "周文", "林雪", "郑凯", "何静", "吴昊", "黄诗雨", "张伟", "孙丽", "马晓东", "朱明哲", "胡佳怡", "罗欣", "谢婷婷", "欧阳静"}
	latin    = []string{"Daniel Okafor", "Emily Carter", "Priya Nair", "Hannah Lindqvist", "Tom O'Brien", "Sofía Márquez", "Jonas Weiß", "Amelia Wong"}
	streetHK = []string{"九龍佐敦渡船街 9 號 12 樓 C 室", "香港灣仔軒尼詩道 240 號 8 樓", "新界沙田正街 21 號 3 座 17 樓 B 室", "九龍觀塘永發街 18 號", "香港薄扶林道 88 號 2 樓", "新界元朗青山公路 99 號地下"}
	streetCN = []string{"上海市徐汇区漕溪北路 18 号 3 幢 902 室", "广东省深圳市南山区科技园南路 6 号", "北京市朝阳区望京街 10 号院 2 号楼", "浙江省杭州市西湖区文三路 138 号", "四川省成都市武侯区人民南路四段 27 号", "江苏省南京市鼓楼区中山北路 55 号"}
)

// buyers are the people of the made-up shop: some order often, most once.
func buyers(r *rand.Rand, n int) []order.Person {
	out := make([]order.Person, n)
	for i := range out {
		switch k := r.Intn(10); {
		case k < 4:
			out[i] = order.Person{Name: hongKong[r.Intn(len(hongKong))], Address: streetHK[r.Intn(len(streetHK))], Country: "HK", Phone: fmt.Sprintf("+852 6%03d %04d", r.Intn(1000), r.Intn(10000))}
		case k < 8:
			out[i] = order.Person{Name: mainland[r.Intn(len(mainland))], Address: streetCN[r.Intn(len(streetCN))], Country: "CN", Phone: fmt.Sprintf("138%08d", r.Intn(100000000)), Handle: fmt.Sprintf("tb%07d", r.Intn(10000000))}
		default:
			name := latin[r.Intn(len(latin))]
			out[i] = order.Person{Name: name, Address: fmt.Sprintf("%d Ferry St, Jordan\nKowloon", 1+r.Intn(90)), Country: "HK", Phone: fmt.Sprintf("+852 9%03d %04d", r.Intn(1000), r.Intn(10000)),
				Email: strings.ToLower(strings.Fields(name)[0]) + fmt.Sprintf("%d@example.com", i)}
		}
	}
	return out
}
