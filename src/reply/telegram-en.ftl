### In a messenger: buttons, groups, inline queries, the profile. The same keys as in telegram-zh.ftl.
privacy = For each chat I keep the language chosen and the last exchange, until half a year has passed without a message; for two days the questions and the numbers of the messages that answered them, so that I can follow when you edit a question or press a button; what the chat follows, its time zone and its quiet hours, until you stop that; and a message itself until it is dealt with. No names, no telephone numbers, no statistics, nothing passed on. /export gives you what I keep, /stop deletes it all at once.
forgotten = Done: I have deleted everything about this chat. You can ask me again at any time.
button-source = Source
button-other-language = 中文
button-language = English
button-language-follows = As each question is asked
source-detail = { $publisher }, “{ $title }”, { $date }
tap-old = This button has expired. Please ask again.
tap-language = Language set
greeting-group = Hello, I am Tongshang. Ask me with a command, with @{ $bot } or by replying to me, and I answer from checked facts, with their source. /help says more.
other-kind = I can read text messages only. Please type your question. /help says what you can ask.
forwarded = I do not read forwarded messages. Please type your question to me.
too-many = That is more than I can take at once. Please wait a moment; then I go on answering.
failed = Sorry, something went wrong with this message. Please ask in other words.
inline-nothing = Nothing found; ask me here
inline-hint = Type a few words to search the checked facts
profile-description = I am Tongshang: I answer questions from checked facts, in Chinese or English, with the source and the time of every figure, and say so when I do not know. Just type your question to me; in groups mention me or reply to me; in any chat type my user name and a few words to search.
profile-short = Answers from checked facts, with their source; 中文、English.
feed-now = Address to subscribe to: { $url }
feed-new = Subscribe to this address in your calendar program; it always has what this chat follows. Who knows it can read it, so keep it to yourself. Any earlier address no longer works.
    { $url }
feed-off = The address is taken away; calendars that subscribed to it get nothing more.
feed-none = This bot has no web server, so there is no address to subscribe to. /calendar sends a file.
tz-nowhere = I do not know the time zone of that place. Write /tz with a city instead.
reloaded = The base was read again. Facts: { $facts }; events that changed: { $changed }; conversations to be told: { $told }.
not-reloaded = The new base has mistakes and was not taken; the old one stays.
    { $problems }
