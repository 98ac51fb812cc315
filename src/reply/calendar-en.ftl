### Calendars: what stands in them, and what of one was not taken over. The same messages in calendar-zh.ftl and calendar-en.ftl.
calendar-name = Trade cooperation events (Tongshang)
calendar-source = Source: { $publisher }, { $title }, { $date }
calendar-skipped = { $name } is not in the calendar: its day is not known.
