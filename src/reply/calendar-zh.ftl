### Calendars: what stands in them, and what of one was not taken over. The same messages in calendar-zh.ftl and calendar-en.ftl.
calendar-name = 经贸活动（通商）
calendar-source = 来源：{ $publisher }，{ $title }，{ $date }
calendar-skipped = 日历中没有{ $name }：日期尚不清楚。
