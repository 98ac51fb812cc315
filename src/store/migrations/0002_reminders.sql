-- Following and reminding. Zones, hours, targets and leads are texts that the reminders know how to read.

-- How a chat, or one topic of a forum, wants to be told.
CREATE TABLE followers (
    chat_id BIGINT NOT NULL,
    thread_id BIGINT NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    quiet TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    suspended SMALLINT NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, thread_id)
);

-- What it follows, in order.
CREATE TABLE subscriptions (
    chat_id BIGINT NOT NULL,
    thread_id BIGINT NOT NULL,
    target TEXT NOT NULL,
    leads TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (chat_id, thread_id, target)
);
CREATE INDEX subscriptions_target ON subscriptions (target, chat_id, thread_id);

-- Messages to be sent at a time, each once: reminders (kind `lead`, number the minutes before), those put off (`snooze`, 0),
-- and notices of a change (`change`, number the revision of the event). States: 0 waiting, 1 claimed, 2 sent, 3 closed
-- unsent, 4 held while the chat is suspended. `plan` is the revision of the event that the row was planned by.
CREATE TABLE reminders (
    chat_id BIGINT NOT NULL,
    thread_id BIGINT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    begins_at BIGINT NOT NULL,
    try_at BIGINT NOT NULL,
    state SMALLINT NOT NULL DEFAULT 0,
    attempts SMALLINT NOT NULL DEFAULT 0,
    plan BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, thread_id, event_id, kind, number)
);
-- Holds all by which the most urgent of what is due are found, so that the others need not be read.
CREATE INDEX reminders_due ON reminders (try_at, begins_at, due_at) WHERE state = 0;
CREATE INDEX reminders_claimed ON reminders (state) WHERE state = 1;
CREATE INDEX reminders_event ON reminders (event_id, kind, plan);

-- What followers were last told of each event, how often it has changed, and what the last change was.
CREATE TABLE events (
    event_id TEXT PRIMARY KEY NOT NULL,
    snapshot TEXT NOT NULL,
    revision BIGINT NOT NULL,
    change TEXT
);

-- Secret addresses of calendar feeds.
CREATE TABLE feeds (
    token TEXT PRIMARY KEY NOT NULL,
    chat_id BIGINT NOT NULL,
    thread_id BIGINT NOT NULL
);
CREATE UNIQUE INDEX feeds_place ON feeds (chat_id, thread_id);
