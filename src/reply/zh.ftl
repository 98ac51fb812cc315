### Simplified Chinese. The same messages as in en.ftl. Traditional Chinese is made from these.

## Punctuation and layout
paragraph-mark = • { $text }
numbered = { $n }. { $text }
list-separator = 、
list-last = { $first }和{ $last }
quoted = “{ $text }”
quoted-inner = ‘{ $text }’
sentence-space = {""}
label-and-text = { $label }：{ $text }
label-when = { $label }{ $when }
place-within = { $outer }{ $inner }
places-within = { $outer }的{ $inner }

## Numbers
scale-one = { $n }
scale-hundred = { $n }百
scale-thousand = { $n }千
scale-ten-thousand = { $n }万
scale-million = { $n }百万
scale-hundred-million = { $n }亿
scale-billion = { $n }十亿
scale-trillion = { $n }万亿
unit-cny = { $n }元人民币
unit-usd = { $n }美元
unit-percent = { $n }%
unit-points = { $n }个百分点
unit-km2 = { $n }平方公里
unit-m2 = { $n }平方米
unit-count = { $n }{ $counter }
unit-count-bare = { $n }
unit-rank = 第{ $n }位
unit-places = { $n }位
unit-times = { $n }倍
unit-days = { $n }天
precision-about = 约{ $value }
precision-over = 超过{ $value }
precision-nearly = 近{ $value }
precision-under = 不到{ $value }
precision-at-least = 至少{ $value }
precision-target = { $value }（目标）
value-rose = 从{ $from }增至{ $to }
value-fell = 从{ $from }降至{ $to }
growth-up-year = 同比增长{ $value }
growth-down-year = 同比下降{ $value }
growth-up = 比{ $earlier }增长{ $value }
growth-down = 比{ $earlier }下降{ $value }
share-of = 占{ $whole }的{ $value }

## Dates
month-name = { $count }
date-year = { $year }年
date-half = { $year }年{ $count ->
    [1] 上半年
   *[other] 下半年
}
date-quarter = { $year }年第{ $count }季度
date-month = { $year }年{ $month }月
date-day = { $year }年{ $month }月{ $day }日
span = { $from }至{ $to }
span-years = { $from }年至{ $to }年
span-months = { $year }年{ $from }月至{ $to }月
span-days = { $year }年{ $month }月{ $from }日至{ $to }日
span-days-months = { $year }年{ $from-month }月{ $from }日至{ $to-month }月{ $to }日
with-hour = { $date } { $from }
with-hour-zone = { $date } { $from }（{ $zone }时间）
with-hours = { $date } { $from }–{ $to }
with-hours-zone = { $date } { $from }–{ $to }（{ $zone }时间）
with-morning = { $date }（上午）
with-afternoon = { $date }（下午）
date-unknown = 日期未公布
date-only-year = { $date }（未给出具体日期）
when-in = （{ $date }）
when-on = （{ $date }）
when-span = （{ $date }）
when-as-of = （截至{ $date }）

## One fact
figure = { $value }——{ $label }{ $when }。
event-date = { $date }——{ $name }。
event-places = { $places }——{ $name }（{ $date }）。
event-hosts = 主办：{ $hosts }。
list-open = （来源只点名了这些，名单并不完整。）
caveat = 注意：{ $text }
remark-not-so = 不是“{ $stated }”。我查实过的是：
remark-only-first = 只有前一份名单点到的：{ $names }。
remark-only-first-none = 前一份名单点到的，后一份都有。
remark-in-both = 两份名单都点到的：{ $names }。
remark-in-both-none = 两份名单没有共同点到的。
remark-same-post = 两次的职务相同，没有变化：
standing-planned = （计划，尚非结果）
standing-cancelled = （取消，不再举行）
standing-target = （目标，尚非结果）
standing-hoped = （期望，尚非结果）
standing-ongoing = （进行中）
standing-claimed = （据发言方自述或来源评价）

## Sources
source = { $publisher }，{ $date }
source-separator = ；
sources = { $count ->
   *[other] 来源：{ $sources }
}

## Computing
computed = { $text }（计算得出）。
not-computed = { $text }。
compare = { $more }更大，多出{ $difference }
compare-equal = 两者相同，都是{ $value }
compare-rank = { $more }更靠前，领先{ $difference }
difference = 相差{ $difference }
ratio = { $ratio }——{ $more }与{ $less }之比
average = { $value }——{ $more }按{ $less }平均
part-of-whole = { $value }——{ $less }占{ $more }的比重
monthly = 平均每月{ $value }——{ $more }
formula-monthly = { $a } ÷ { $months }个月
weekly = 平均每周{ $value }——{ $more }
formula-weekly = { $a } ÷ { $days } × 7
daily = 平均每天{ $value }——{ $more }
formula-daily = { $a } ÷ { $days }
derived-rise-percent = 增长{ $value }——{ $what }{ $when }
formula-rise-percent = （{ $a } − { $b }）÷ { $b }
sum = 合计{ $value }
order = 先是{ $first }（{ $first-date }），后是{ $last }（{ $last-date }）
order-days = 先是{ $first }（{ $first-date }），后是{ $last }（{ $last-date }），相隔{ $days }
order-span = 先是{ $first }（{ $first-date }），后是{ $last }（{ $last-date }），相隔约{ $span }
unit-months = { $n }个月
unit-years = { $n }年
derived-unnamed = { $value }没有点名——{ $what }{ $when }
derived-left = { $value }——{ $what }中除去{ $without }后的余数{ $when }
derived-parts = 合计{ $value }——{ $what }{ $when }
derived-part-share = { $value }——{ $without }在{ $what }中所占比重{ $when }
lasting = 前后共{ $days }——{ $what }（{ $when }），首尾两天都计入
lasting-between = 前后共{ $days }——从{ $first }（{ $first-date }）到{ $last }（{ $last-date }），首尾两天都计入
order-same = 同一天：{ $first }和{ $last }都在{ $first-date }
order-unclear = 来源给出的日期不够细，分不出先后：{ $first }（{ $first-date }）、{ $last }（{ $last-date }）
measured = { $subject }{ $metric }
measured-part = { $subject }{ $metric }（{ $part }）
derived-whole = { $value }——由占比推算的{ $what }{ $when }
derived-rest = { $value }——{ $what }中除去{ $without }后的其余部分{ $when }
derived-rest-share = { $value }——{ $what }中除去{ $without }后其余部分的占比{ $when }
derived-earlier = { $value }——由增幅倒推的{ $what }{ $when }
derived-increase = { $value }——{ $what }的增加量{ $when }
derived-decrease = { $value }——{ $what }的减少量{ $when }
derived-rise = { $value }——{ $what }从起点到终点的增加量{ $when }
derived-fall = { $value }——{ $what }从起点到终点的减少量{ $when }
derived-multiple = { $value }——{ $what }终点与起点之比{ $when }
operand = { $value }——{ $label }{ $when }
operand-source = { $text }〔{ $source }〕
operand-computed = { $text }〔计算得出〕
how = 算法：{ $formula }
how-nearly = 算法：{ $formula } ≈ { $value }
formula-divide = { $a } ÷ { $b }
formula-subtract = { $a } − { $b }
formula-add = { $a } + { $b }
formula-part-of-parts = { $part } ÷（{ $parts }）
formula-whole = { $level } ÷ { $share }
formula-unnamed = { $all } − 点名的{ $named }
formula-rest = { $level } ÷ { $share } − { $level }
formula-rest-share = 100% − { $share }
formula-earlier = { $level } ÷（1 + { $growth }）
formula-increase = { $level } − { $level } ÷（1 + { $growth }）
approximate = 所依据的数字中有约数，结果也只是约数。

## Lists
listed-matching = 与{ $names }有关的内容，共{ $count }条：
listed-about = 我知道的关于{ $names }的内容，共{ $count }条：
listed-all = 共{ $count }条：
listed-events = 我知道的{ $scope }活动，共{ $count }场：
listed-upcoming = 我知道的即将举行的{ $scope }活动，共{ $count }场：
listed-timeline = { $names }时间线，共{ $count }项：
listed-timeline-all = 时间线，共{ $count }项：
counted-facts = 共{ $count }条。
counted-named = 与{ $names }有关的内容，我知道的共{ $count }条。
counted-events = 我知道的{ $scope }活动共{ $count }场。
counted-upcoming = 我知道的即将举行的{ $scope }活动共{ $count }场。
scope-name = { $name }的
scope-period = { $date }的
scope-both = { $date }{ $name }的
scope-none = {""}
listed-nothing = 没有符合的内容。
listed-no-upcoming = 我不知道有即将举行的{ $scope }活动。
listed-event = { $date } — { $name }
listed-event-place = { $date } — { $name }（{ $places }）
listed-figure = { $label }{ $when }：{ $value }

## Not in the base
abstain-nothing = 关于这一点，我没有查实过的事实。
abstain-name = 我查实过的事实里，没有关于{ $word }的这项内容。
abstain-time = 我查实过的事实里，没有{ $word }的这项内容。
abstain-number = 我查实过的事实不能证实{ $word }这个数字。
abstain-who = 来源没有说明是谁。
abstain-when = 来源没有说明时间。
abstain-where = 来源没有说明地点。
abstain-how-much = 来源没有给出这个数额。
abstain-nth = 来源没有说明这是第几个。
abstain-how-many = 来源没有给出这个数量。
abstain-which = 来源没有说明是哪些。
abstain-what = 来源没有说明这一点。
abstain-why = 来源没有说明原因。
abstain-how = 来源没有说明方式。
abstain-unexplained = 关于这一点（{ $words }），我没有查实过的事实。
abstain-not-comparable = 这几项数据口径不同，不能放在一起计算。
nearest = 我有的最接近的是：

## Asking back
clarify = 您问的是哪一项？
choice = { $label }{ $when }
choice-source = { $label }{ $when }——{ $source }
related = 您可能还想问：

## Talk
greeting = 您好！我是通商，用查实过的事实回答问题，中英文都行，每条都注明来源。
greeting-how = 直接提问就可以，例如：
thanks = 不客气，有问题随时问。
help = 我是通商。我用查实过的事实回答问题，注明来源和时间；不知道的就说不知道。中文、英文都可以问。
help-kinds = 可以这样问：
    • 数据：多少、占多少、增长多少
    • 活动：何时、何地、谁主办、做了什么
    • 举措：内容是什么、有哪些、由谁来做
    • 比较和计算：哪个更大、相差多少、合计多少
    • 列表：有哪些活动、关于某事都有什么、时间线
help-examples = 例如：
rude = 我只按查实过的事实回答问题。您想查哪项数据、活动或举措？
empty = 请输入一个问题。
foreign = 我只能用中文和英文回答，请用其中一种提问。

## Cards of events, instants and zones
moment = { $date } { $time }
zone-named = { $name }（UTC{ $offset }）
zone-offset = UTC{ $offset }
card-when = 时间：{ $value }
card-here = 你那里：{ $value }
card-here-time = { $moment }（{ $zone }）
card-where = 地点：{ $value }
card-hosts = 主办：{ $value }
card-theme = 主题：{ $value }
card-series = 系列：{ $value }
card-standing = 状态：{ $value }
