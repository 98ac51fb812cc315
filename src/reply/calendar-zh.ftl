### Calendars: what stands in them, and what of one was not taken over. The same messages in calendar-zh.ftl and calendar-en.ftl.

## Written
calendar-of-events = 经贸活动（通商）
calendar-source = 来源：{ $publisher }，{ $title }，{ $date }
calendar-skipped = 日历中没有{ $name }：日期尚不清楚。

## Read: what the records say
calendar-title = 日历“{ $name }”
calendar-nameless = 未命名的日历
calendar-told-done = 据{ $publisher }公布，“{ $name }”{ $place }举行，时间为{ $date }。
calendar-told-planned = “{ $name }”计划{ $place }举行，时间为{ $date }，由{ $publisher }公布。
calendar-told-cancelled = “{ $name }”原计划{ $place }举行，时间为{ $date }，现已取消，由{ $publisher }公布。
calendar-told-at = 在{ $places }

## Read: what is said of it
calendar-imported = 从{ $file }导入了{ $count }项活动；未导入{ $lost }项。
calendar-unreadable = 无法读取{ $file }：{ $detail }
calendar-too-large = { $file }太大：日历最大{ $detail } MB。请缩短导出的时间范围，或分几次导出。
calendar-none = { $file }不是日历：没有BEGIN:VCALENDAR这一行。
calendar-more = ……另有{ $count }条。
calendar-notice = { $spot }：{ $what }
calendar-at-line = 第{ $line }行
calendar-at-lines = 第{ $first }至{ $last }行
calendar-at-event = 第{ $line }行，{ $name }（UID { $uid }）
calendar-not-utf8 = 不是UTF-8编码，已略去。请把日历存为UTF-8编码。
calendar-no-property = 不是日历的属性，已略去。可能是长行折断后，下一行开头没有空格。
calendar-encoded = { $name }用了日历2.0版以后不再有的编码，已略去。
calendar-not-an-event = { $kind }不是活动，已略去。
calendar-stray-end = END:{ $kind }没有对应的BEGIN，已略去。
calendar-no-end = 未导入：缺少END:VEVENT，文件在此处被截断或损坏。
calendar-no-uid = 未导入：没有UID，以后的版本就无法与别的活动区分。
calendar-no-summary = 未导入：没有名称（SUMMARY）。
calendar-no-start = 未导入：没有开始时间（DTSTART）。
calendar-twice = 未导入：{ $name }出现了两次。
calendar-too-long = 未导入：{ $name }超过{ $most }个字符。
calendar-not-a-time = 未导入：{ $name }写作“{ $value }”，没有这样的日期、时间或时长。
calendar-year = 未导入：{ $value }不在事实库的年份1900至2199之内，或离首尾太近。
calendar-end-before-start = 未导入：结束早于开始。
calendar-repeats = 未导入：这是重复活动，不推算它的日期。请把需要的几次作为单个活动填写。
calendar-one-of-series = 未导入：这是重复活动中改动过的一次。请把它作为单个活动填写。
calendar-unknown-zone = 未导入：时区“{ $zone }”不在IANA数据库中，并且它要调整时钟，或日历没有说明它。
calendar-older = 未导入：事实库里有更新的版本（SEQUENCE { $known }，这里是{ $read }）。
calendar-floating = 已导入；时间没有写时区，按{ $zone }理解。
calendar-replaces = 已导入；它取代事实库中的活动{ $id }。
