### Following events and being reminded of them. The same messages in follow-zh.ftl and follow-en.ftl.
command-follow = 关注活动、系列、地点或全部，写上名称
command-unfollow = 取消关注
command-mine = 你关注了什么、何时提醒
command-tz = 你的时区：城市名，或 +5 这样的时差
command-quiet = 免打扰时段：/quiet 22:00-07:00，或 off
command-calendar = 所关注活动的日历文件
command-export = 导出你的数据

## Leads and times
lead-start = 开始时
lead-day = 当天
lead-weeks = 提前{ $count }周
lead-days = 提前{ $count }天
lead-hours = 提前{ $count }小时
lead-minutes = 提前{ $count }分钟
lead-none = 不提醒，只通知变动
lead-too-long = 最多只能提前一年提醒。没有做任何更改。
ahead-days = { $count ->
    [0] 今天
    [1] 明天
   *[other] { $count }天后
}
ahead-hours = { $count }小时后
ahead-minutes = { $count ->
    [0] 现在
   *[other] { $count }分钟后
}
ahead-begun = 进行中

## Cards and pages
page-upcoming = 即将举行的{ $scope }活动，共{ $count }场
page-past = 已结束的{ $scope }活动，共{ $count }场
page-of = { $heading }，第{ $page }页（共{ $pages }页）：
page-one = { $heading }：
page-none-upcoming = 我不知道有即将举行的{ $scope }活动。
page-none-past = 我不知道有已结束的{ $scope }活动。
button-next = 下一页 ▶
button-back = ◀ 返回
button-past = 已结束的活动
button-upcoming = 即将举行的活动
button-remind = ⏰ 提醒我
button-leads = ⏱ 更改提醒时间
button-unfollow = 🔕 不再提醒
button-unfollow-all = 🔕 全部取消
button-calendar = 📅 日历文件
button-organiser = 关于{ $name }
button-series = ⏰ 关注系列：{ $name }
button-place = ⏰ 关注{ $name }
button-mine = 我的关注
button-card = 详情
button-snooze-hour = 1小时后再提醒
button-snooze-three = 3小时后再提醒
button-snooze-day = 明天再提醒
button-done = ✓ 知道了
button-lead-on = ✓ { $lead }
button-lead-off = { $lead }
button-feed-new = 🔗 换新地址
button-feed-off = 撤销地址

## Following
followed-dated = 我会提醒你{ $name }：
followed-moment = • { $moment }（{ $lead }）
followed-zone = 以上为{ $zone }的时间，可用 /tz 更改。
followed-missed = 已经错过：{ $leads }。
followed-undated = 已关注{ $name }（{ $date }）。具体日期还没有公布：定下的当天我会告诉你，然后{ $leads }提醒。
followed-many = { $count ->
    [0] 已关注{ $name }。目前我不知道有即将举行的相关活动；一有消息就告诉你，并{ $leads }提醒。
   *[other] 已关注{ $name }：即将举行的活动有{ $count }场。有新活动或变动我会告诉你；日期确定的，{ $leads }提醒。
}
followed-same = 你已经关注了{ $name }。
followed-news = 有变动我会告诉你，不另作提醒。
follow-full = 你已关注{ $count }项，不能再多了。请先取消一些：/mine
follow-over = { $name }已经结束，时间是{ $date }，没有可提醒的。
follow-over-series = 它属于一个系列；关注该系列，下一次举办时我会告诉你。
follow-cancelled = { $name }已取消，没有可提醒的。
follow-too-late = { $name }将于{ $moment }开始，{ $leads }的时间已经过了。没有做任何更改。请选一个更短的：
date-impossible-asked = 您问的日期不存在。请换一个，例如2026年7月或2026年7月18日。
date-impossible = 没有这个日期：{ $text }。请写成 2026-07 或 2026-07-18。
follow-which = 你指的是哪一个？
follow-what = 要关注什么？请写出活动、系列、地点或机构的名称，例如 /follow { $example }，或从下面选：
follow-unknown = 我不知道有叫“{ $text }”的活动、系列、地点或机构。即将举行的有：
follow-everything = 所有活动
unfollowed = 好的，不再提醒{ $name }。
unfollowed-all = 好的，你关注的{ $count }项已全部取消。
unfollow-which = 要取消哪一项？
unfollow-nothing = 你没有关注{ $name }。
unfollow-still = 你仍会收到它的提醒，因为你关注了{ $name }。
nothing-followed = 你还没有关注任何内容。用 /follow 加上活动、系列或地点的名称即可关注；/events 列出即将举行的活动。
mine-heading = 你关注了{ $count }项
mine-event = { $name }，{ $date }
mine-line = { $n }. { $name } — { $leads }
mine-line-next = { $n }. { $name } — { $leads }；下次提醒：{ $moment }
mine-zone = 时区：{ $zone }
mine-quiet = 免打扰：{ $quiet }
mine-hint = 按数字更改提醒时间或取消关注。
leads-heading = { $name }：什么时候提醒你？
leads-now = 目前：{ $leads }

## Reminders and news
reminder = ⏰ { $ahead }：{ $name }
reminder-late = 这条提醒来晚了，本应在{ $moment }发出。
snoozed = 我会在{ $zone }时间{ $moment }再提醒你。
snooze-over = 到那时活动已经结束，不再提醒。
done-notice = 好的
change-added = 🆕 新活动：{ $name }
change-dated = 📌 日期已定：{ $name }
change-moved = 🕑 时间有变：{ $name }
change-relocated = 📍 地点有变：{ $name }
change-cancelled = ❌ 已取消：{ $name }
change-revived = ✅ 恢复举行：{ $name }
change-old-time = 原来的时间：{ $value }
change-old-place = 原来的地点：{ $value }
change-reminders = 你的提醒已相应调整。
change-no-reminders = 我不会再提醒它。
change-because = 你收到这条消息，是因为你关注了{ $names }。

## Settings
tz-now = 你的时区是{ $zone }，那里现在是{ $moment }。更改：在 /tz 后写城市、国家或 +5 这样的时差，或发送你的位置。
tz-set = 从现在起你的时区是{ $zone }，那里现在是{ $moment }。
tz-unknown = 没有叫“{ $text }”的时区。请写城市或国家、IANA 时区名，或 +5 这样的时差。没有做任何更改。
tz-replanned = 你的提醒已相应调整。
quiet-now = 按{ $zone }时间，{ $from }至{ $to }我不发消息，除非会太迟。/quiet off 可取消。
quiet-none = 没有设置免打扰时段。/quiet 22:00-07:00 可设置。
quiet-set = 从现在起，按{ $zone }时间，{ $from }至{ $to }我不发消息；其间到点的提醒之后再发，除非会太迟。
quiet-off = 免打扰已关闭。
quiet-unknown = 看不懂“{ $text }”这个时段。请写成 22:00-07:00，或 off。没有做任何更改。
calendar-nothing = 你关注的活动都还没有公布日期，日历里会是空的。
calendar-undated = 这场活动还没有公布日期，不能放进日历。关注它，日期定下时我会告诉你。
calendar-caption = 日历：{ $count }场活动
export-caption = 我保存的这个聊天的全部数据
rights-needed = 在群组里，只有管理员可以更改这一项。
terminal-follows = （在终端里，关注只保留到退出为止，也不会收到提醒。）
