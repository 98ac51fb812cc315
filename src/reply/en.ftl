### English. The same messages as in zh.ftl.

## Punctuation and layout
paragraph-mark = • { $text }
numbered = { $n }. { $text }
list-separator = {", "}
list-last = { $first } and { $last }
quoted = “{ $text }”
quoted-inner = ‘{ $text }’
sentence-space = {" "}
label-and-text = { $label }: { $text }
label-when = { $label }{ $when }
place-within = { $inner }, { $outer }
places-within = { $inner }, { $outer }

## Numbers
scale-one = { $n }
scale-hundred = { $n } hundred
scale-thousand = { $n } thousand
scale-ten-thousand = { $n } ten thousand
scale-million = { $n } million
scale-hundred-million = { $n } hundred million
scale-billion = { $n } billion
scale-trillion = { $n } trillion
unit-cny = CNY { $n }
unit-usd = USD { $n }
unit-percent = { $n }%
unit-points = { $n } percentage points
unit-km2 = { $n } square kilometres
unit-m2 = { $n } square metres
unit-count = { $n } { $counter }
unit-count-bare = { $n }
unit-rank = No. { $n }
unit-places = { $count ->
    [1] 1 place
   *[other] { $n } places
}
unit-times = { $n } times
unit-days = { $count ->
    [1] 1 day
   *[other] { $n } days
}
precision-about = about { $value }
precision-over = more than { $value }
precision-nearly = nearly { $value }
precision-under = less than { $value }
precision-at-least = at least { $value }
precision-target = { $value } (target)
value-rose = up from { $from } to { $to }
value-fell = down from { $from } to { $to }
growth-up-year = up { $value } on { $earlier }
growth-down-year = down { $value } on { $earlier }
growth-up = up { $value } on { $earlier }
growth-down = down { $value } on { $earlier }
share-of = { $value } of { $whole }

## Dates
month-name = { $count ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
date-year = { $year }
date-half = the { $count ->
    [1] first
   *[other] second
} half of { $year }
date-quarter = the { $count ->
    [1] first
    [2] second
    [3] third
   *[other] fourth
} quarter of { $year }
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
span = { $from } to { $to }
span-years = { $from }–{ $to }
span-months = { $from }–{ $to } { $year }
span-days = { $from }–{ $to } { $month } { $year }
span-days-months = { $from } { $from-month }–{ $to } { $to-month } { $year }
with-hour = { $date }, { $from }
with-hour-zone = { $date }, { $from } ({ $zone } time)
with-hours = { $date }, { $from }–{ $to }
with-hours-zone = { $date }, { $from }–{ $to } ({ $zone } time)
with-morning = { $date } (morning)
with-afternoon = { $date } (afternoon)
date-unknown = date not announced
date-only-year = { $date } (no day given)
when-in = {" in "}{ $date }
when-on = {" on "}{ $date }
when-span = {" ("}{ $date })
when-as-of = , as of { $date }

## One fact
figure = { $value }: { $label }{ $when }.
event-date = { $date }: { $name }.
event-places = { $places }: { $name } ({ $date }).
event-hosts = Held by { $hosts }.
list-open = (The source names only these; the list is not complete.)
caveat = Note: { $text }
remark-not-so = Not “{ $stated }”; my checked facts say:
remark-only-first = Named in the first list and not in the second: { $names }.
remark-only-first-none = The first list names nothing that the second does not.
remark-in-both = Named in both lists: { $names }.
remark-in-both-none = The two lists name nothing in common.
remark-same-post = The post is the same in both:
standing-planned = (Planned, not a result.)
standing-cancelled = (Cancelled.)
standing-target = (Aimed at, not a result.)
standing-hoped = (Hoped for, not a result.)
standing-ongoing = (Under way.)
standing-claimed = (As the speaker or source puts it.)

## Sources
source = { $publisher }, { $date }
source-separator = {"; "}
sources = { $count ->
    [1] Source: { $sources }
   *[other] Sources: { $sources }
}

## Computing
computed = { $text } (computed).
not-computed = { $text }.
compare = larger by { $difference }: { $more }
compare-equal = The two are equal: { $value }
compare-rank = higher by { $difference }: { $more }
difference = The difference is { $difference }
ratio = { $ratio }: { $more }, against { $less }
average = { $value } on average: { $more }, divided by { $less }
part-of-whole = { $value }: what { $less } makes of { $more }
monthly = { $value } a month on average: { $more }
formula-monthly = { $a } ÷ { $months } months
weekly = { $value } a week on average: { $more }
formula-weekly = { $a } ÷ { $days } × 7
daily = { $value } a day on average: { $more }
formula-daily = { $a } ÷ { $days }
derived-rise-percent = { $value } up from the first to the last value: { $what }{ $when }
formula-rise-percent = ({ $a } − { $b }) ÷ { $b }
sum = { $value } in all
order = First came { $first } ({ $first-date }), then { $last } ({ $last-date })
order-days = First came { $first } ({ $first-date }), then { $last } ({ $last-date }), { $days } later
order-span = First came { $first } ({ $first-date }), then { $last } ({ $last-date }), about { $span } later
unit-months = { $count ->
    [one] { $n } month
   *[other] { $n } months
}
unit-years = { $count ->
    [one] { $n } year
   *[other] { $n } years
}
derived-unnamed = { $value } that the source does not name, of { $what }{ $when }
derived-left = { $value }: what is left of { $what }{ $when } without { $without }
derived-parts = { $value }: { $what }{ $when }, all parts together
derived-part-share = { $value }: the share of { $without } in { $what }{ $when }
lasting = { $days }: { $what } ({ $when }), the first and the last day counted
lasting-between = { $days }: from { $first } ({ $first-date }) to { $last } ({ $last-date }), the first and the last day counted
order-same = On the same day: { $first } and { $last } were both on { $first-date }
order-unclear = The sources' dates are too coarse to tell which came first: { $first } ({ $first-date }), { $last } ({ $last-date })
measured = { $subject }'s { $metric }
measured-part = { $subject }'s { $metric } ({ $part })
derived-whole = { $value }: { $what }{ $when }, as it follows from the share
derived-rest = { $value }: { $what }{ $when }, without { $without }
derived-rest-share = { $value }: what is left of { $what }{ $when } without { $without }
derived-earlier = { $value }: { $what }{ $when }, as it follows from the growth
derived-increase = { $value }: the increase in { $what }{ $when }
derived-decrease = { $value }: the decrease in { $what }{ $when }
derived-rise = { $value }: the rise from the first to the last value of { $what }{ $when }
derived-fall = { $value }: the fall from the first to the last value of { $what }{ $when }
derived-multiple = { $value }: the last value against the first of { $what }{ $when }
operand = { $value }: { $label }{ $when }
operand-source = { $text } [{ $source }]
operand-computed = { $text } [computed]
how = How: { $formula }
how-nearly = How: { $formula } ≈ { $value }
formula-divide = { $a } ÷ { $b }
formula-subtract = { $a } − { $b }
formula-add = { $a } + { $b }
formula-part-of-parts = { $part } ÷ ({ $parts })
formula-whole = { $level } ÷ { $share }
formula-unnamed = { $all } − { $named } named
formula-rest = { $level } ÷ { $share } − { $level }
formula-rest-share = 100% − { $share }
formula-earlier = { $level } ÷ (1 + { $growth })
formula-increase = { $level } − { $level } ÷ (1 + { $growth })
approximate = A figure that it rests on is approximate, so the result is too.

## Lists
listed-matching = { $count ->
    [1] One entry for { $names }:
   *[other] { $count } entries for { $names }:
}
listed-about = { $count ->
    [1] What I know about { $names }, one entry:
   *[other] What I know about { $names }, { $count } entries:
}
listed-all = { $count ->
    [1] One entry:
   *[other] { $count } entries:
}
listed-events = { $count ->
    [1] I know of one event{ $scope }:
   *[other] I know of { $count } events{ $scope }:
}
listed-upcoming = { $count ->
    [1] I know of one event still to come{ $scope }:
   *[other] I know of { $count } events still to come{ $scope }:
}
listed-timeline = { $count ->
    [1] Timeline of { $names }, one entry:
   *[other] Timeline of { $names }, { $count } entries:
}
listed-timeline-all = { $count ->
    [1] Timeline, one entry:
   *[other] Timeline, { $count } entries:
}
counted-facts = { $count ->
    [1] One entry.
   *[other] { $count } entries.
}
counted-events = { $count ->
    [1] I know of one event{ $scope }.
   *[other] I know of { $count } events{ $scope }.
}
counted-upcoming = { $count ->
    [1] I know of one event still to come{ $scope }.
   *[other] I know of { $count } events still to come{ $scope }.
}
counted-named = { $count ->
    [1] I know of one entry for { $names }.
   *[other] I know of { $count } entries for { $names }.
}
scope-name = {" for "}{ $name }
scope-period = { $when }
scope-both = {" for "}{ $name }{ $when }
scope-none = {""}
listed-nothing = Nothing fits.
listed-no-upcoming = I know of no event still to come{ $scope }.
listed-event = { $date } — { $name }
listed-event-place = { $date } — { $name } ({ $places })
listed-figure = { $label }{ $when }: { $value }

## Not in the base
abstain-nothing = I have no checked fact on this.
abstain-name = My checked facts do not give this for { $word }.
abstain-time = My checked facts do not give this for { $word }.
abstain-number = My checked facts do not confirm the number { $word }.
abstain-who = The source does not say who.
abstain-when = The source does not say when.
abstain-where = The source does not say where.
abstain-how-much = The source does not give this amount.
abstain-nth = The source does not say which place in the order this has.
abstain-how-many = The source does not give this number.
abstain-which = The source does not say which.
abstain-what = The source does not say.
abstain-why = The source does not say why.
abstain-how = The source does not say how.
abstain-unexplained = I have no checked fact on this ({ $words }).
abstain-not-comparable = These figures do not measure the same thing, so I cannot compute with them.
nearest = The nearest I have:

## Asking back
clarify = Which do you mean?
choice = { $label }{ $when }
choice-source = { $label }{ $when } – { $source }
related = You may also want to ask:

## Talk
greeting = Hello! I am Tongshang. I answer questions from checked facts, in Chinese or English, and name the source of each.
greeting-how = Just ask, for example:
thanks = You are welcome. Ask again any time.
help = I am Tongshang. I answer questions from checked facts, with source and date, and say so when I do not know. Ask in Chinese or English.
help-kinds = What you can ask:
    • figures: how much, what share, what growth
    • events: when, where, who held it, what happened
    • initiatives: what they are, what they comprise, who runs them
    • comparisons and sums: which is larger, by how much, how much in all
    • lists: which events, all about a topic, a timeline
help-examples = For example:
rude = I only answer questions from checked facts. Which figure, event or initiative would you like to know about?
empty = Please type a question.
foreign = I reply in Chinese and English only; please ask in one of them.

## Cards of events, instants and zones
moment = { $date }, { $time }
zone-named = { $name } (UTC{ $offset })
zone-offset = UTC{ $offset }
card-when = When: { $value }
card-here = For you: { $value }
card-here-time = { $moment } ({ $zone })
card-where = Where: { $value }
card-hosts = Organised by: { $value }
card-theme = Theme: { $value }
card-series = Series: { $value }
card-standing = Status: { $value }
