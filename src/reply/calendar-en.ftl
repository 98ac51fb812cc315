### Calendars: what stands in them, and what of one was not taken over. The same messages in calendar-zh.ftl and calendar-en.ftl.

## Written
calendar-of-events = Trade cooperation events (Tongshang)
calendar-source = Source: { $publisher }, { $title }, { $date }
calendar-skipped = { $name } is not in the calendar: its day is not known.

## Read: what the records say
calendar-title = The calendar “{ $name }”
calendar-nameless = a calendar without a name
calendar-told-done = “{ $name }” was announced by { $publisher } for { $date }{ $place }.
calendar-told-planned = “{ $name }” is planned, as announced by { $publisher }: { $date }{ $place }.
calendar-told-cancelled = “{ $name }” was planned ({ $date }{ $place }) and has been cancelled, as announced by { $publisher }.
calendar-told-at = , { $places }

## Read: what is said of it
calendar-imported = { $count ->
    [0] No event of { $file } was taken over; not taken over: { $lost }.
    [1] 1 event of { $file } was taken over; not taken over: { $lost }.
   *[other] { $count } events of { $file } were taken over; not taken over: { $lost }.
}
calendar-unreadable = { $file } cannot be read: { $detail }
calendar-too-large = { $file } is too large: a calendar may have { $detail } MB. Export a shorter time, or fewer calendars at once.
calendar-none = { $file } is no calendar: it has no line BEGIN:VCALENDAR.
calendar-more = … and { $count } more.
calendar-notice = { $spot }: { $what }
calendar-at-line = Line { $line }
calendar-at-lines = Lines { $first } to { $last }
calendar-at-event = Line { $line }, { $name } (UID { $uid })
calendar-not-utf8 = not in UTF-8, left out. Save the calendar in the encoding UTF-8.
calendar-no-property = no property of a calendar, left out. Perhaps a long line was broken without a space at the start of the next.
calendar-encoded = { $name } is written in an encoding that calendars since version 2.0 do not have, left out.
calendar-not-an-event = a { $kind } is no event, left out.
calendar-stray-end = END:{ $kind } without its BEGIN, left out.
calendar-no-end = not taken over: END:VEVENT is missing, the file is cut off or damaged there.
calendar-no-uid = not taken over: without a UID a later version of the event could not be told from another event.
calendar-no-summary = not taken over: it has no name (SUMMARY).
calendar-no-start = not taken over: it has no beginning (DTSTART).
calendar-twice = not taken over: it has { $name } twice.
calendar-too-long = not taken over: { $name } is longer than { $most } characters.
calendar-not-a-time = not taken over: { $name } is “{ $value }”, which is no such date, time or duration.
calendar-year = not taken over: { $value } is not well within the years of the base, 1900 to 2199.
calendar-end-before-start = not taken over: it ends before it begins.
calendar-repeats = not taken over: it repeats, and its days are not worked out. Enter the ones that matter as single events.
calendar-one-of-series = not taken over: it is a changed one of an event that repeats. Enter it as a single event.
calendar-unknown-zone = not taken over: the time zone “{ $zone }” is not one of the IANA database, and its clocks change, or the calendar does not describe it.
calendar-older = not taken over: the base has a newer version (SEQUENCE { $known }, here { $read }).
calendar-floating = taken over; its hours name no time zone and were read as those of { $zone }.
calendar-replaces = taken over; it takes the place of the event { $id } of the base.
