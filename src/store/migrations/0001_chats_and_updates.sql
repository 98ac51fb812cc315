-- Times are seconds since 1970 and flags are 0 or 1, so that the same statements fit SQLite and PostgreSQL.

-- Updates taken from Telegram. The body stands here until the update was handled; the number stays for a while, so that
-- one delivered again is not answered again.
CREATE TABLE updates (
    update_id BIGINT PRIMARY KEY NOT NULL,
    body TEXT,
    handled SMALLINT NOT NULL DEFAULT 0,
    taken_at BIGINT NOT NULL
);
CREATE INDEX updates_open ON updates (update_id) WHERE handled = 0;
CREATE INDEX updates_age ON updates (taken_at);

-- What a chat, or one topic of a forum (0 where there are none), keeps between messages.
CREATE TABLE chats (
    chat_id BIGINT NOT NULL,
    thread_id BIGINT NOT NULL,
    memory TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (chat_id, thread_id)
);
CREATE INDEX chats_age ON chats (seen_at);

-- Which messages answered which question, so that an edited question edits its answer and an old button finds it.
CREATE TABLE exchanges (
    chat_id BIGINT NOT NULL,
    question_id BIGINT NOT NULL,
    reply_ids TEXT NOT NULL,
    last_reply_id BIGINT NOT NULL,
    answer TEXT,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (chat_id, question_id)
);
CREATE INDEX exchanges_reply ON exchanges (chat_id, last_reply_id);
CREATE INDEX exchanges_age ON exchanges (told_at);

-- Single values of the bot itself.
CREATE TABLE notes (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
