### Following events and being reminded of them. The same messages in follow-zh.ftl and follow-en.ftl.
command-follow = follow an event, a series, a place, or everything, by its name
command-unfollow = stop following
command-mine = what you follow, with its times
command-tz = your time zone: a city, or an offset such as +5
command-quiet = hours without messages: /quiet 22:00-07:00, or off
command-calendar = a calendar file of what you follow
command-export = your data as a file

## Leads and times
lead-start = at the start
lead-day = on the day
lead-weeks = { $count ->
    [1] 1 week before
   *[other] { $count } weeks before
}
lead-days = { $count ->
    [1] 1 day before
   *[other] { $count } days before
}
lead-hours = { $count ->
    [1] 1 hour before
   *[other] { $count } hours before
}
lead-minutes = { $count ->
    [1] 1 minute before
   *[other] { $count } minutes before
}
lead-none = no reminder, only news
lead-too-long = The longest I can remind you ahead is one year. Nothing was changed.
ahead-days = { $count ->
    [0] Today
    [1] Tomorrow
   *[other] In { $count } days
}
ahead-hours = { $count ->
    [1] In 1 hour
   *[other] In { $count } hours
}
ahead-minutes = { $count ->
    [0] Now
    [1] In 1 minute
   *[other] In { $count } minutes
}
ahead-begun = Under way

## Cards and pages
page-upcoming = { $count ->
    [1] One event still to come{ $scope }
   *[other] { $count } events still to come{ $scope }
}
page-past = { $count ->
    [1] One past event{ $scope }
   *[other] { $count } past events{ $scope }
}
page-of = { $heading }, page { $page } of { $pages }:
page-one = { $heading }:
page-none-upcoming = I know of no event still to come{ $scope }.
page-none-past = I know of no past event{ $scope }.
button-next = Next ▶
button-back = ◀ Back
button-past = Past events
button-upcoming = Upcoming events
button-remind = ⏰ Remind me
button-leads = ⏱ Change the times
button-unfollow = 🔕 Stop reminding
button-unfollow-all = 🔕 Stop everything
button-calendar = 📅 Calendar file
button-organiser = About { $name }
button-series = ⏰ Follow the series: { $name }
button-place = ⏰ Follow { $name }
button-mine = What I follow
button-card = Details
button-snooze-hour = Again in 1 hour
button-snooze-three = Again in 3 hours
button-snooze-day = Again tomorrow
button-done = ✓ Done
button-lead-on = ✓ { $lead }
button-lead-off = { $lead }
button-feed-new = 🔗 New address
button-feed-off = Take the address away

## Following
followed-dated = I will remind you of { $name }:
followed-moment = • { $moment } ({ $lead })
followed-zone = Times are those of { $zone }; /tz changes that.
followed-missed = Already past: { $leads }.
followed-undated = You follow { $name } now ({ $date }). Its day is not known yet: I tell you the day it is set, and then remind you { $leads }.
followed-many = { $count ->
    [0] You follow { $name } now. I know of no such event to come yet; I tell you as soon as there is one, and remind you { $leads }.
    [1] You follow { $name } now: one event still to come. I tell you of new ones and of changes, and remind you { $leads } when the day is known.
   *[other] You follow { $name } now: { $count } events still to come. I tell you of new ones and of changes, and remind you { $leads } when the day is known.
}
followed-same = You follow { $name } already.
followed-news = I tell you of changes; there is no reminder.
follow-full = You follow { $count } things already; that is as many as I can keep. Stop following some first: /mine
follow-over = { $name } is over: { $date }. There is nothing to remind you of.
follow-over-series = It belongs to a series; follow that, and I tell you of the next one.
follow-cancelled = { $name } was cancelled, so there is nothing to remind you of.
follow-too-late = { $name } begins { $moment }; { $leads } has passed already. Nothing was changed. Choose a shorter time:
date-impossible-asked = The date you ask about does not exist. Please ask about another, such as July 2026 or 18 July 2026.
date-impossible = There is no such date: { $text }. Write it as 2026-07, or 2026-07-18.
follow-which = Which one do you mean?
follow-what = What shall I follow? Name an event, a series, a place or an organisation, such as /follow { $example }, or choose one:
follow-unknown = I know no event, series, place or organisation of that name: “{ $text }”. These are still to come:
follow-everything = all events
unfollowed = Done: no more reminders of { $name }.
unfollowed-all = { $count ->
    [1] Done: I stopped the only thing that you followed.
   *[other] Done: I stopped all { $count } things that you followed.
}
unfollow-which = What shall I stop?
unfollow-nothing = You do not follow { $name }.
unfollow-still = You still get reminders of it because you follow { $name }.
nothing-followed = You follow nothing yet. /follow with the name of an event, a series or a place begins it; /events lists what is to come.
mine-heading = { $count ->
    [1] You follow one thing
   *[other] You follow { $count } things
}
mine-event = { $name }, { $date }
mine-line = { $n }. { $name } – { $leads }
mine-line-next = { $n }. { $name } – { $leads }; next reminder { $moment }
mine-zone = Time zone: { $zone }
mine-quiet = Quiet hours: { $quiet }
mine-hint = Press a number to change its times or stop it.
leads-heading = { $name }: when shall I remind you?
leads-now = Now: { $leads }

## Reminders and news
reminder = ⏰ { $ahead }: { $name }
reminder-late = This reminder comes late; it was due { $moment }.
snoozed = I remind you again { $moment }, { $zone } time.
snooze-over = That would be after its end; no further reminder.
done-notice = Done
change-added = 🆕 New event: { $name }
change-dated = 📌 The date is set: { $name }
change-moved = 🕑 Another time: { $name }
change-relocated = 📍 Another place: { $name }
change-cancelled = ❌ Cancelled: { $name }
change-revived = ✅ Takes place after all: { $name }
change-old-time = Before: { $value }
change-old-place = Before: { $value }
change-reminders = Your reminders have been changed to suit.
change-no-reminders = I will not remind you of it any more.
change-because = You get this because you follow { $names }.

## Settings
tz-now = Your time zone is { $zone }; it is { $moment } there now. To change it, write /tz with a city or country or with an offset such as +5, or share your location.
tz-set = Your time zone is { $zone } from now on; it is { $moment } there now.
tz-unknown = I know no time zone “{ $text }”. Write a city or country, a name of the IANA database, or an offset such as +5. Nothing was changed.
tz-replanned = Your reminders have been moved to suit.
quiet-now = From { $from } to { $to }, { $zone } time, I send nothing, unless it would come too late. /quiet off ends that.
quiet-none = No quiet hours are set. /quiet 22:00-07:00 sets them.
quiet-set = From { $from } to { $to }, { $zone } time, I send nothing from now on; what falls due meanwhile comes afterwards, unless it would come too late.
quiet-off = Quiet hours are off.
quiet-unknown = I cannot read “{ $text }” as quiet hours. Write them as 22:00-07:00, or off. Nothing was changed.
calendar-nothing = None of what you follow has a day yet, so the calendar would be empty.
calendar-undated = This event has no day yet, so it cannot stand in a calendar. Follow it, and I tell you when the day is set.
calendar-caption = { $count ->
    [1] Calendar with one event
   *[other] Calendar with { $count } events
}
export-caption = Everything that I keep of this chat
rights-needed = In a group only its administrators can change that.
terminal-follows = (In a terminal this lasts until you leave, and no reminders come.)
