package message

import (
	"strings"
	"time"
)

// The hours in which a customer is not to be written to without need (R8).
const (
	nightFrom = 21
	nightTo   = 8
)

// zones are those of the countries that shops here sell to, as files write them.
// A country of several zones is taken by its largest.
var zones = map[string]string{
	"hk": "Asia/Hong_Kong", "hong kong": "Asia/Hong_Kong", "香港": "Asia/Hong_Kong", "cn": "Asia/Shanghai", "china": "Asia/Shanghai", "中国": "Asia/Shanghai", "中國": "Asia/Shanghai",
	"mo": "Asia/Macau", "macao": "Asia/Macau", "macau": "Asia/Macau", "澳門": "Asia/Macau", "澳门": "Asia/Macau",
	"tw": "Asia/Taipei", "taiwan": "Asia/Taipei", "台灣": "Asia/Taipei", "台湾": "Asia/Taipei", "臺灣": "Asia/Taipei",
	"sg": "Asia/Singapore", "singapore": "Asia/Singapore", "新加坡": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "malaysia": "Asia/Kuala_Lumpur",
	"jp": "Asia/Tokyo", "japan": "Asia/Tokyo", "日本": "Asia/Tokyo", "kr": "Asia/Seoul", "south korea": "Asia/Seoul", "th": "Asia/Bangkok", "thailand": "Asia/Bangkok",
	"au": "Australia/Sydney", "australia": "Australia/Sydney", "nz": "Pacific/Auckland", "new zealand": "Pacific/Auckland",
	"gb": "Europe/London", "uk": "Europe/London", "united kingdom": "Europe/London", "英國": "Europe/London", "ie": "Europe/Dublin",
	"fr": "Europe/Paris", "france": "Europe/Paris", "de": "Europe/Berlin", "germany": "Europe/Berlin", "nl": "Europe/Amsterdam", "it": "Europe/Rome", "es": "Europe/Madrid",
	"us": "America/New_York", "usa": "America/New_York", "united states": "America/New_York", "美國": "America/New_York", "美国": "America/New_York",
	"ca": "America/Toronto", "canada": "America/Toronto",
}

// ZoneOf is the time zone of a country as a file names it, nil when it is not
// known.
func ZoneOf(country string) *time.Location {
	name, ok := zones[strings.ToLower(strings.TrimSpace(country))]
	if !ok {
		return nil
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return z
}

// Night says whether it is from 21:00 to 8:00 where the customer is.
func Night(now time.Time, zone *time.Location) bool {
	h := now.In(zone).Hour()
	return h >= nightFrom || h < nightTo
}
